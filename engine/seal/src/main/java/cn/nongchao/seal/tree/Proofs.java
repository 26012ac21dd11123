package cn.nongchao.seal.tree;

import java.security.MessageDigest;
import java.util.List;

/**
 * Checks proofs. Every check is total: any sizes, any lengths, any bytes give true or false.
 *
 * <p>Sources: RFC 9162 sections 2.1.3.2 (inclusion) and 2.1.4.2 (consistency); for subtrees
 * draft-ietf-plants-merkle-tree-certs section 4, of which the consistency of two whole trees is the
 * case with start 0.
 */
public final class Proofs {
  private Proofs() {}

  /**
   * Whether {@code leafHash} is leaf number {@code index} (from 0) of the tree of {@code size}
   * leaves with root {@code root}.
   */
  public static boolean inclusionHolds(
      long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size || leafHash.length != TreeHash.SIZE || !wellFormed(proof)) {
      return false;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if (odd(node) || node == last) {
        hash = TreeHash.node(sibling, hash);
        // on the right edge a node may have had no sibling for some levels
        int lift = Long.numberOfTrailingZeros(node);
        node >>= lift;
        last >>= lift;
      } else {
        hash = TreeHash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && MessageDigest.isEqual(hash, root);
  }

  /**
   * Whether the tree of {@code to} leaves with root {@code toRoot} begins with the tree of {@code
   * from} leaves with root {@code fromRoot}. From the empty tree nothing can be proved: false.
   */
  public static boolean consistencyHolds(
      long from, long to, List<byte[]> proof, byte[] fromRoot, byte[] toRoot) {
    return from > 0 && grows(0, from, to, proof, fromRoot, toRoot);
  }

  /** Inclusion in the subtree over leaves {@code start} (inclusive) to {@code end} (exclusive). */
  public static boolean subtreeInclusionHolds(
      long index, long start, long end, byte[] leafHash, List<byte[]> proof, byte[] root) {
    return validSubtree(start, end)
        && index >= start
        && inclusionHolds(index - start, end - start, leafHash, proof, root);
  }

  /** Whether the subtree over {@code start} to {@code end} is part of the tree of that size. */
  public static boolean subtreeConsistencyHolds(
      long start, long end, long size, List<byte[]> proof, byte[] subtreeRoot, byte[] root) {
    if (!validSubtree(start, end)) {
      return false;
    }
    if (start == end) {
      return end <= size && proof.isEmpty() && MessageDigest.isEqual(subtreeRoot, TreeHash.empty());
    }
    return grows(start, end, size, proof, subtreeRoot, root);
  }

  private static boolean grows(
      long start, long end, long size, List<byte[]> proof, byte[] subtreeRoot, byte[] root) {
    if (end > size || !wellFormed(proof)) {
      return false;
    }
    long first = start;
    long end0 = end - 1;
    long last = size - 1;
    // begin at the root of the rightmost perfect part of the subtree
    while (first != end0 && (end0 == last || odd(end0))) {
      first >>= 1;
      end0 >>= 1;
      last >>= 1;
    }
    boolean known = first == end0;
    if (!known && proof.isEmpty()) {
      return false;
    }
    byte[] small = known ? subtreeRoot : proof.getFirst();
    byte[] large = small;
    for (byte[] hash : known ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if (odd(end0) || end0 == last) {
        if (first < end0) {
          small = TreeHash.node(hash, small);
        }
        large = TreeHash.node(hash, large);
        int lift = Long.numberOfTrailingZeros(end0);
        first >>= lift;
        end0 >>= lift;
        last >>= lift;
      } else {
        large = TreeHash.node(large, hash);
      }
      first >>= 1;
      end0 >>= 1;
      last >>= 1;
    }
    return last == 0
        && MessageDigest.isEqual(small, subtreeRoot)
        && MessageDigest.isEqual(large, root);
  }

  /** A subtree starts at a multiple of the smallest power of two that holds its length. */
  private static boolean validSubtree(long start, long end) {
    if (start < 0 || end < start) {
      return false;
    }
    long length = end - start;
    if (length <= 1) {
      return true;
    }
    int height = Long.SIZE - Long.numberOfLeadingZeros(length - 1);
    return Long.numberOfTrailingZeros(start) >= height;
  }

  private static boolean wellFormed(List<byte[]> proof) {
    return proof.stream().allMatch(hash -> hash.length == TreeHash.SIZE);
  }

  private static boolean odd(long value) {
    return (value & 1) == 1;
  }
}
