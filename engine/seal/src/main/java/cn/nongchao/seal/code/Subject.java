package cn.nongchao.seal.code;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Whom an act concerns, as far as its code says. */
public sealed interface Subject {
  /** Nobody in particular, for example the ring of a hen. */
  Subject NONE = new Nobody();

  record Nobody() implements Subject {}

  /** A firm or another registered body. */
  record Firm(CreditCode creditCode) implements Subject {}

  /**
   * A person, whose identity stays out of the code: the first 16 bytes of SHA-256 over a random
   * salt of at least 16 bytes and the person's identity number in ASCII. Who holds both can show
   * that the code is about that person; nobody else learns who it is.
   */
  record Hashed(byte[] hash) implements Subject {
    static final int LENGTH = 16;

    public Hashed {
      if (hash.length != LENGTH) {
        throw new IllegalArgumentException("a subject's hash is 16 bytes");
      }
      hash = hash.clone();
    }

    @Override
    public byte[] hash() {
      return hash.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Hashed theirs && Arrays.equals(hash, theirs.hash);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(hash);
    }
  }

  static Subject firm(CreditCode creditCode) {
    return new Firm(creditCode);
  }
}
