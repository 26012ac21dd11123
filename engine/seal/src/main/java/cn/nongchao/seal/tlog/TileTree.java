package cn.nongchao.seal.tlog;

import cn.nongchao.seal.tree.Nodes;
import cn.nongchao.seal.tree.ProofMaker;
import cn.nongchao.seal.tree.TreeHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of a known size read from tiles: its root and proofs at that size or any smaller one.
 *
 * <p>Tiles are read once each and kept for the life of this object, so make one for a request, not
 * for the life of a server. Every method throws {@link MissingTile} where a needed tile is absent.
 * What is read is not checked: compare {@link #root} with a signed checkpoint.
 */
public final class TileTree {
  private final Tiles tiles;
  private final long size;
  private final Map<TileId, byte[]> read = new HashMap<>();
  private final ProofMaker proofs = new ProofMaker((Nodes) this::node);

  public TileTree(Tiles tiles, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("size is negative: " + size);
    }
    this.tiles = tiles;
    this.size = size;
  }

  public long size() {
    return size;
  }

  /** Root of the whole tree. */
  public byte[] root() {
    return proofs.root(size);
  }

  /** Root when the tree had {@code earlier} leaves. */
  public byte[] root(long earlier) {
    requireWithin(earlier);
    return proofs.root(earlier);
  }

  /** Audit path of a leaf in the whole tree. */
  public List<byte[]> inclusion(long index) {
    return proofs.inclusion(index, size);
  }

  /** Audit path of a leaf in the tree when it had {@code atSize} leaves. */
  public List<byte[]> inclusion(long index, long atSize) {
    requireWithin(atSize);
    return proofs.inclusion(index, atSize);
  }

  /** Proof that the tree began with what it was at {@code from} leaves; from 1 to the size. */
  public List<byte[]> consistency(long from) {
    return proofs.consistency(from, size);
  }

  /** Proof between two earlier sizes. */
  public List<byte[]> consistency(long from, long to) {
    requireWithin(to);
    return proofs.consistency(from, to);
  }

  /** Hash of leaf {@code index}. */
  public byte[] leaf(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
    }
    return node(0, index);
  }

  private void requireWithin(long smaller) {
    if (smaller < 0 || smaller > size) {
      throw new IllegalArgumentException(smaller + " is beyond the size " + size);
    }
  }

  private byte[] node(int level, long index) {
    int tileLevel = level / TileId.HEIGHT;
    int inner = level % TileId.HEIGHT;
    long tileIndex = index >> (TileId.HEIGHT - inner);
    int first = (int) ((index << inner) - (tileIndex << TileId.HEIGHT));
    return TreeHash.perfect(tile(tileLevel, tileIndex), first, 1 << inner);
  }

  private byte[] tile(int level, long index) {
    TileId id = new TileId(level, index, TileId.widthAt(level, index, size));
    return read.computeIfAbsent(id, this::fetch);
  }

  private byte[] fetch(TileId id) {
    byte[] bytes = tiles.read(id);
    int wanted = id.width() * TreeHash.SIZE;
    if (bytes == null || bytes.length < wanted) {
      throw new MissingTile(id);
    }
    return bytes.length == wanted ? bytes : Arrays.copyOf(bytes, wanted);
  }
}
