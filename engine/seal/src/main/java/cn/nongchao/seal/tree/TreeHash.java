package cn.nongchao.seal.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes a log is made of: SHA-256 with one byte in front that tells a leaf from a node.
 *
 * <p>Source: RFC 6962 section 2.1.
 */
public final class TreeHash {
  /** Length of every hash, in bytes. */
  public static final int SIZE = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private TreeHash() {}

  /** Root of the tree without leaves: SHA-256 of nothing. */
  public static byte[] empty() {
    return sha256().digest();
  }

  /** Hash of a leaf holding {@code record}: SHA-256(0x00 || record). */
  public static byte[] leaf(byte[] record) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return digest.digest(record);
  }

  /** Hash of a node over two hashes: SHA-256(0x01 || left || right). */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /**
   * Hash of the perfect subtree over hashes lying one after the other in {@code hashes}.
   *
   * @param first position of the first hash, counted in hashes
   * @param count how many hashes, a power of two
   */
  public static byte[] perfect(byte[] hashes, int first, int count) {
    if (Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException("count is no power of two: " + count);
    }
    byte[] row = new byte[count * SIZE];
    System.arraycopy(hashes, first * SIZE, row, 0, row.length);
    MessageDigest digest = sha256();
    for (int width = count; width > 1; width /= 2) {
      for (int i = 0; i < width; i += 2) {
        digest.update(NODE);
        digest.update(row, i * SIZE, 2 * SIZE);
        System.arraycopy(digest.digest(), 0, row, i / 2 * SIZE, SIZE);
      }
    }
    return count == 1 ? row : java.util.Arrays.copyOf(row, SIZE);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
