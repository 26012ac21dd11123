package cn.nongchao.seal.tlog;

/** A tile that the size of the tree requires is absent: storage is damaged or withheld. */
public final class MissingTile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TileId tile;

  MissingTile(TileId tile) {
    super("missing " + tile.path());
    this.tile = tile;
  }

  public TileId tile() {
    return tile;
  }
}
