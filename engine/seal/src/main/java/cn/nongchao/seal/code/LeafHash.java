package cn.nongchao.seal.code;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The first 16 bytes of the hash under which the act's entry stands in the public log. */
public final class LeafHash {
  static final int LENGTH = 16;

  private final byte[] bytes;

  private LeafHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Keeps the first 16 bytes.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public static LeafHash of(byte[] hash) {
    if (hash.length < LENGTH) {
      throw new IllegalArgumentException("a leaf hash has at least 16 bytes");
    }
    return new LeafHash(Arrays.copyOf(hash, LENGTH));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether a full hash begins with these bytes. */
  public boolean begins(byte[] hash) {
    return hash.length >= LENGTH && Arrays.equals(bytes, Arrays.copyOf(hash, LENGTH));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LeafHash theirs && Arrays.equals(bytes, theirs.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
