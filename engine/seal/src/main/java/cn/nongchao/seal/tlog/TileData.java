package cn.nongchao.seal.tlog;

import java.util.Arrays;

/** A tile of hashes with its bytes: {@code width} times 32. */
public record TileData(TileId id, byte[] bytes) {
  public TileData {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TileData that && id.equals(that.id) && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.path();
  }
}
