package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** How long another node may go on with the key before: until it has read the new one. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

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

  /** A fresh key signs from now on; those before stay published, with their end. */
  CodeKey rotate() {
    ring.rotate(use(profile()));
    return signer().key();
  }

  private List<CodeSigner> signers(Profile profile) {
    List<CodeSigner> signers = new ArrayList<>();
    Optional<Long> until = Optional.empty();
    for (KeyRing.Key key : ring.keys(use(profile))) {
      long since = key.since().getEpochSecond();
      CodeKey.Period period = new CodeKey.Period(since, until);
      signers.add(CodeSigner.of(choice.issuer(), profile, key.secret(), period, site));
      until = Optional.of(since + OVERLAP.toSeconds());
    }
    return signers;
  }

  private static String use(Profile profile) {
    return "code-" + profile.label();
  }
}
