package cn.nongchao.seal.tlog;

import org.jspecify.annotations.Nullable;

/** Where stored tiles come from: a folder, a table, another's server. */
@FunctionalInterface
public interface Tiles {
  /**
   * The bytes of a tile of hashes. A wider version of the same tile may be given (the first hashes
   * of a tile never change); fewer bytes count as absent.
   *
   * @return at least {@code width * 32} bytes, or null where the tile is absent
   */
  byte @Nullable [] read(TileId tile);
}
