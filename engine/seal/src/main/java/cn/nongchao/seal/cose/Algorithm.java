package cn.nongchao.seal.cose;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms known here, with their COSE numbers (IANA registry "COSE Algorithms",
 * RFC 9053, RFC 9864).
 */
public enum Algorithm {
  /** EdDSA, with Ed25519 or Ed448 as the key says. */
  EDDSA(-8, null),
  /** EdDSA with Ed25519 only. */
  ED25519(-19, null),
  ES256(-7, "SHA256withECDSAinP1363Format"),
  ES384(-35, "SHA384withECDSAinP1363Format"),
  ES512(-36, "SHA512withECDSAinP1363Format"),
  PS256(-37, "RSASSA-PSS"),
  RS256(-257, "SHA256withRSA"),
  /**
   * SM2 over SM3 under the default identity, r and s as 32 bytes each. No number is registered for
   * it; this one is of the private-use range below -65536.
   */
  SM2_SM3(-65542, null);

  private final long number;
  private final @Nullable String jca;

  Algorithm(long number, @Nullable String jca) {
    this.number = number;
    this.jca = jca;
  }

  /** The number in the header. */
  public long number() {
    return number;
  }

  /** The name for {@link java.security.Signature}, or null where that does not fit. */
  @Nullable String jca() {
    return jca;
  }

  static Optional<Algorithm> numbered(long number) {
    for (Algorithm algorithm : values()) {
      if (algorithm.number == number) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
