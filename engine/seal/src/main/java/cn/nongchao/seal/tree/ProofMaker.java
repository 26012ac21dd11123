package cn.nongchao.seal.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes roots and proofs for any size the nodes reach.
 *
 * <p>Source: RFC 6962 sections 2.1, 2.1.1 and 2.1.2, written as there over ranges of leaves.
 */
public final class ProofMaker {
  private final Nodes nodes;

  public ProofMaker(Nodes nodes) {
    this.nodes = nodes;
  }

  /** Root of the tree of the first {@code size} leaves. */
  public byte[] root(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("size is negative: " + size);
    }
    return size == 0 ? TreeHash.empty() : hash(0, size);
  }

  /** The audit path of leaf {@code index} in the tree of {@code size} leaves, leaf end first. */
  public List<byte[]> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    path(index, 0, size, path);
    return path;
  }

  /** Proof that the tree of {@code to} leaves begins with that of {@code from} (at least one). */
  public List<byte[]> consistency(long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException("no proof from " + from + " to " + to);
    }
    List<byte[]> proof = new ArrayList<>();
    grown(from, 0, to, true, proof);
    return proof;
  }

  private void path(long index, long start, long end, List<byte[]> path) {
    if (end - start == 1) {
      return;
    }
    long middle = start + split(end - start);
    if (index < middle) {
      path(index, start, middle, path);
      path.add(hash(middle, end));
    } else {
      path(index, middle, end, path);
      path.add(hash(start, middle));
    }
  }

  private void grown(long from, long start, long end, boolean known, List<byte[]> proof) {
    if (from == end) {
      if (!known) {
        proof.add(hash(start, end));
      }
      return;
    }
    long middle = start + split(end - start);
    if (from <= middle) {
      grown(from, start, middle, known, proof);
      proof.add(hash(middle, end));
    } else {
      grown(from, middle, end, false, proof);
      proof.add(hash(start, middle));
    }
  }

  private byte[] hash(long start, long end) {
    long length = end - start;
    if (Long.bitCount(length) == 1) {
      int level = Long.numberOfTrailingZeros(length);
      return nodes.hash(level, start >> level);
    }
    long middle = start + split(length);
    return TreeHash.node(hash(start, middle), hash(middle, end));
  }

  /** The largest power of two smaller than {@code length}. */
  private static long split(long length) {
    return Long.highestOneBit(length - 1);
  }
}
