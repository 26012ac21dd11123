package cn.nongchao.seal.code;

import cn.nongchao.seal.cose.PlatformSigner;
import cn.nongchao.seal.cose.SecretKey;
import cn.nongchao.seal.cose.Signer;
import java.security.KeyPair;
import org.jspecify.annotations.Nullable;

/**
 * A key that can sign codes and status lists.
 *
 * @param key its public side
 * @param signer what holds its private side
 */
public record CodeSigner(CodeKey key, Signer signer) {

  public CodeSigner {
    if (signer.algorithm() != key.profile().algorithm()) {
      throw new IllegalArgumentException("the key and its signer are of different profiles");
    }
  }

  /**
   * A signer from 32 secret bytes, in use always and for any site.
   *
   * @throws IllegalArgumentException if the secret or the issuer is not usable
   */
  public static CodeSigner of(String issuer, Profile profile, byte[] secret) {
    return of(issuer, profile, secret, CodeKey.Period.ALWAYS, null);
  }

  /** As above, with the key's period and site. */
  public static CodeSigner of(
      String issuer, Profile profile, byte[] secret, CodeKey.Period period, @Nullable String site) {
    SecretKey signer = SecretKey.of(profile.algorithm(), secret);
    return new CodeSigner(
        CodeKey.of(issuer, profile, signer.publicKey(), period, site).orThrow(), signer);
  }

  /**
   * A signer from a pair of the Java platform; Ed25519 and P-256 tell the profile.
   *
   * @throws IllegalArgumentException if the pair is of another kind
   */
  public static CodeSigner of(
      String issuer, KeyPair pair, CodeKey.Period period, @Nullable String site) {
    PlatformSigner signer = PlatformSigner.of(pair);
    Profile profile = Profile.of(signer.algorithm()).orElseThrow();
    return new CodeSigner(
        CodeKey.of(issuer, profile, signer.publicKey(), period, site).orThrow(), signer);
  }
}
