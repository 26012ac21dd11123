package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.cose.Algorithm;
import cn.nongchao.seal.cose.VerifyingKey;
import java.util.Optional;

/** The three ways a code may be signed. */
public enum Profile {
  ED25519("ed25519", Algorithm.EDDSA, 32),
  ES256("es256", Algorithm.ES256, 33),
  SM2("sm2", Algorithm.SM2_SM3, 33);

  private final String label;
  private final Algorithm algorithm;
  private final int keyLength;

  Profile(String label, Algorithm algorithm, int keyLength) {
    this.label = label;
    this.algorithm = algorithm;
    this.keyLength = keyLength;
  }

  /** The name in settings and key lines. */
  public String label() {
    return label;
  }

  public Algorithm algorithm() {
    return algorithm;
  }

  int keyLength() {
    return keyLength;
  }

  Outcome<VerifyingKey> key(byte[] publicKey) {
    return switch (this) {
      case ED25519 -> VerifyingKey.ed25519(publicKey);
      case ES256 -> VerifyingKey.p256(publicKey);
      case SM2 -> VerifyingKey.sm2(publicKey);
    };
  }

  public static Optional<Profile> labelled(String label) {
    for (Profile profile : values()) {
      if (profile.label.equals(label)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  static Optional<Profile> of(Algorithm algorithm) {
    for (Profile profile : values()) {
      if (profile.algorithm == algorithm) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }
}
