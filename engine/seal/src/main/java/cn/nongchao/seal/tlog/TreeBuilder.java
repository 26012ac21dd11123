package cn.nongchao.seal.tlog;

import cn.nongchao.seal.tree.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Grows a tree. It holds only the right edge, at most 255 hashes a level, so it can be resumed from
 * a few stored tiles and fed any number of leaves.
 *
 * <p>Not thread-safe. The same leaves give the same tiles, however they are split into appends.
 */
public final class TreeBuilder {
  private final Edge[] edges = new Edge[TileId.MAX_LEVEL + 1];
  private long size;

  private TreeBuilder() {
    for (int level = 0; level < edges.length; level++) {
      edges[level] = new Edge();
    }
  }

  /** What an append made. */
  public record Grown(long size, byte[] root, List<TileData> tiles) {
    public Grown {
      root = root.clone();
      tiles = List.copyOf(tiles);
    }

    @Override
    public byte[] root() {
      return root.clone();
    }
  }

  public static TreeBuilder empty() {
    return new TreeBuilder();
  }

  /**
   * Goes on from stored tiles of a tree of {@code size} leaves. The caller must compare {@link
   * #root} with the last signed checkpoint before signing anything grown from it.
   *
   * @throws MissingTile if a tile of the right edge is absent
   */
  public static TreeBuilder resume(Tiles stored, long size) {
    TreeBuilder builder = new TreeBuilder();
    builder.size = size;
    for (TileId id : TileId.edge(size)) {
      byte[] bytes = stored.read(id);
      if (bytes == null || bytes.length < id.width() * TreeHash.SIZE) {
        throw new MissingTile(id);
      }
      builder.edges[id.level()].restore(bytes, id.width());
    }
    return builder;
  }

  public long size() {
    return size;
  }

  /**
   * Adds leaf hashes.
   *
   * @return every tile that is new or wider than before, full ones and the partial ones the new
   *     size needs, each once, lower levels first; partial widths passed over in between are not
   *     given
   */
  public Grown append(List<byte[]> leafHashes) {
    List<TileData> changed = new ArrayList<>();
    int[] before = widths();
    boolean[] filled = new boolean[edges.length];
    for (byte[] hash : leafHashes) {
      if (hash.length != TreeHash.SIZE) {
        throw new IllegalArgumentException("a leaf hash has " + hash.length + " bytes");
      }
      add(hash, changed, filled);
    }
    for (TileData tile : edge()) {
      int level = tile.id().level();
      if (filled[level] || tile.id().width() != before[level]) {
        changed.add(tile);
      }
    }
    changed.sort((a, b) -> Integer.compare(a.id().level(), b.id().level()));
    return new Grown(size, root(), changed);
  }

  /** The partial tiles of the present size. */
  public List<TileData> edge() {
    List<TileData> edge = new ArrayList<>();
    for (TileId id : TileId.edge(size)) {
      edge.add(new TileData(id, edges[id.level()].bytes()));
    }
    return edge;
  }

  /** Root of the present tree. */
  public byte[] root() {
    byte[] root = new byte[0];
    for (Edge edge : edges) {
      root = edge.fold(root);
    }
    return root.length == 0 ? TreeHash.empty() : root;
  }

  private void add(byte[] leafHash, List<TileData> full, boolean[] filled) {
    byte[] hash = leafHash;
    size++;
    for (int level = 0; level < edges.length; level++) {
      Edge edge = edges[level];
      edge.add(hash);
      if (edge.width < TileId.FULL) {
        return;
      }
      long index = TileId.hashesAt(level, size) / TileId.FULL - 1;
      byte[] bytes = edge.bytes();
      full.add(new TileData(new TileId(level, index, TileId.FULL), bytes));
      filled[level] = true;
      edge.width = 0;
      hash = TreeHash.perfect(bytes, 0, TileId.FULL);
    }
  }

  private int[] widths() {
    return Arrays.stream(edges).mapToInt(edge -> edge.width).toArray();
  }

  /** The hashes of one level that no full tile holds yet. */
  private static final class Edge {
    private final byte[] hashes = new byte[TileId.FULL * TreeHash.SIZE];
    private int width;

    void restore(byte[] bytes, int count) {
      System.arraycopy(bytes, 0, hashes, 0, count * TreeHash.SIZE);
      width = count;
    }

    void add(byte[] hash) {
      System.arraycopy(hash, 0, hashes, width * TreeHash.SIZE, TreeHash.SIZE);
      width++;
    }

    byte[] bytes() {
      return Arrays.copyOf(hashes, width * TreeHash.SIZE);
    }

    /**
     * Root over this level's perfect subtrees and what lies to the right, below it (or nothing).
     */
    byte[] fold(byte[] right) {
      byte[] root = right;
      int end = width;
      while (end > 0) {
        int count = Integer.lowestOneBit(end);
        byte[] subtree = TreeHash.perfect(hashes, end - count, count);
        root = root.length == 0 ? subtree : TreeHash.node(subtree, root);
        end -= count;
      }
      return root;
    }
  }
}
