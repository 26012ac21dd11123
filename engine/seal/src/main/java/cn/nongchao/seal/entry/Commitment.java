package cn.nongchao.seal.entry;

import cn.nongchao.seal.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the public log shows of an entry: 32 bytes that bind it and tell nothing of it.
 *
 * <pre>SHA-256( "nongchao/entry/v1" || 0x00 || salt (32 bytes) || canonical entry )</pre>
 *
 * <p>The label keeps these hashes apart from all others; label and salt have fixed lengths, so no
 * two inputs run together; the salt, random and used once, keeps anyone from guessing an entry.
 */
public final class Commitment {
  /** Length of salt and of commitment, in bytes. */
  public static final int SIZE = 32;

  private static final byte[] LABEL = "nongchao/entry/v1\0".getBytes(StandardCharsets.UTF_8);

  private Commitment() {}

  /**
   * The record to put into the log.
   *
   * @param salt 32 random bytes, never used for another entry
   * @throws Malformed as {@link EntryFacts#canonical}
   */
  public static byte[] of(EntryFacts facts, byte[] salt) throws Malformed {
    return of(facts.canonical(), salt);
  }

  /** The record for an entry already in canonical form. */
  static byte[] of(byte[] canonical, byte[] salt) {
    if (salt.length != SIZE) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(LABEL);
      digest.update(salt);
      return digest.digest(canonical);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
