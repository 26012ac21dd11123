package cn.nongchao.seal.entry;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.tree.TreeHash;
import java.util.Arrays;

/**
 * An entry with the salt that opens its commitment. Whoever has both can show the entry; whoever
 * has only the log learns nothing.
 *
 * @param salt 32 random bytes
 */
public record SealedEntry(EntryFacts facts, byte[] salt) {
  public SealedEntry {
    if (salt.length != Commitment.SIZE) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    }
    salt = salt.clone();
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  /** The record the log holds. */
  public byte[] commitment() throws Malformed {
    return Commitment.of(facts, salt);
  }

  /** The hash of that record as a leaf of the tree. */
  public byte[] leafHash() throws Malformed {
    return TreeHash.leaf(commitment());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedEntry that
        && facts.equals(that.facts)
        && Arrays.equals(salt, that.salt);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }
}
