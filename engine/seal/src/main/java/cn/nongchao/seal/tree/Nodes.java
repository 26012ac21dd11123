package cn.nongchao.seal.tree;

/** Where the hashes of a tree's perfect subtrees come from. */
@FunctionalInterface
public interface Nodes {
  /**
   * Hash of the perfect subtree over leaves {@code index << level} to {@code (index + 1) << level}.
   *
   * @param level height of the subtree; 0 is a leaf
   */
  byte[] hash(int level, long index);
}
