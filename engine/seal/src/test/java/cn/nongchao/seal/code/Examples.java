package cn.nongchao.seal.code;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Codes to try things on; secrets are bytes anybody can write down. */
public final class Examples {
  public static final String ISSUER = "330114013";
  public static final long NOON = 1_795_320_000L; // 2026-11-22 12:00 in Hangzhou
  public static final String SITE = "https://act.hezhuang.qiantang.hangzhou.zj.gov.cn/c";

  private Examples() {}

  public static CodeSigner signer(Profile profile) {
    return CodeSigner.of(ISSUER, profile, secret(profile.ordinal() + 1));
  }

  public static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }

  /** Two officers, a firm, everything filled. */
  public static ActClaims claims() {
    return claims(List.of("33011401023", "33011401107"), firm());
  }

  public static ActClaims claims(List<String> officers, Subject subject) {
    byte[] leaf = new byte[32];
    for (int i = 0; i < leaf.length; i++) {
      leaf[i] = (byte) (i * 7 + 3);
    }
    return new ActClaims(
        ISSUER,
        UUID.fromString("019ab2c4-7d5e-7f3a-9c41-8b1d2e6f7a90"),
        "fix",
        NOON,
        subject,
        officers,
        LeafHash.of(leaf),
        70_123);
  }

  public static Subject firm() {
    return Subject.firm(new CreditCode("91350100M000100Y43"));
  }
}
