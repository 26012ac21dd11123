package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.Profile;
import java.security.KeyPair;
import java.security.interfaces.EdECPrivateKey;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * The keys that sign codes. Each profile has keys of its own; the ring keeps the 32 secret bytes,
 * which for ES256 and SM2 are the secret number on their curve.
 */
@Component
@EnableConfigurationProperties(CodeSigning.Choice.class)
class CodeSigning {

  /**
   * {@code nongchao.codes.*}.
   *
   * @param issuer who answers for the acts: a division code
   * @param profile {@code ed25519}, {@code es256} or {@code sm2}
   */
  @ConfigurationProperties("nongchao.codes")
  record Choice(
      @DefaultValue("330114003") String issuer, @DefaultValue("ed25519") String profile) {}

  private final KeyRing ring;
  private final Choice choice;
  private final String site;

  CodeSigning(KeyRing ring, Choice choice, Settings settings) {
    this.ring = ring;
    this.choice = choice;
    this.site = settings.origin().replaceAll("/+$", "") + "/c";
  }

  /** Where codes lead. */
  String site() {
    return site;
  }

  String issuer() {
    return choice.issuer();
  }

  CodeSigner signer() {
    return signers(profile()).getFirst();
  }

  private Profile profile() {
    return Profile.labelled(choice.profile())
        .orElseThrow(() ->
            new IllegalStateException(
                "nongchao.codes.profile is ed25519, es256 or sm2, not " + choice.profile()));
  }

  /** All public keys that ever signed, for checkers without a network. */
  CodeKeys trusted() {
    return new CodeKeys(signers(profile()).stream().map(CodeSigner::key).toList());
  }

  String keysAsText() {
    StringBuilder lines = new StringBuilder();
    for (CodeKey key : trusted().all()) lines.append(key).append('\n');
    return lines.toString();
  }

  private List<CodeSigner> signers(Profile profile) {
    return ring.keys("code-" + profile.label()).stream()
        .map(pair -> CodeSigner.of(choice.issuer(), profile, secret(pair), ALWAYS, site))
        .toList();
  }

  private static final CodeKey.Period ALWAYS = CodeKey.Period.ALWAYS;

  private static byte[] secret(KeyPair pair) {
    return ((EdECPrivateKey) pair.getPrivate())
        .getBytes()
        .orElseThrow(() -> new IllegalStateException("the key does not give its secret"));
  }
}
