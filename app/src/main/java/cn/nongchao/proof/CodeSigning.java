package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.code.CodeSigner;
import cn.nongchao.seal.code.Profile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
   * @param token configuration of a PKCS#11 token that holds the keys; empty for the key file
   * @param tokenPin of the token
   */
  @ConfigurationProperties("nongchao.codes")
  record Choice(
      @DefaultValue("330114003") String issuer,
      @DefaultValue("ed25519") String profile,
      @DefaultValue("") String token,
      @DefaultValue("") String tokenPin) {}

  /** How long another node may go on with the key before: until it has read the new one. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private final KeyRing ring;
  private final Choice choice;
  private final String site;
  private final @Nullable TokenKeys token;

  CodeSigning(KeyRing ring, Choice choice, Settings settings, Clock clock) {
    this.ring = ring;
    this.choice = choice;
    this.token = token(choice, clock);
    this.site = settings.origin().replaceAll("/+$", "") + "/c";
  }

  private static @Nullable TokenKeys token(Choice choice, Clock clock) {
    if (choice.token().isEmpty()) return null;
    if (!choice.profile().equals(Profile.ES256.label())) {
      throw new TokenKeys.TokenUnusable(
          Path.of(choice.token()), "a token signs with nongchao.codes.profile=es256 only");
    }
    TokenKeys keys = new TokenKeys(Path.of(choice.token()), choice.tokenPin().toCharArray(), clock);
    keys.keys(use(Profile.ES256)); // refused at the start, not at the first act
    return keys;
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

  /**
   * All public keys that ever signed, for checkers without a network: those of the profile in use,
   * newest first, then those of profiles used before.
   */
  CodeKeys trusted() {
    List<CodeKey> all = new ArrayList<>();
    Profile now = profile();
    signers(now).forEach(signer -> all.add(signer.key()));
    for (Profile before : Profile.values()) {
      if (before == now && token == null) continue;
      signers(before, ring.known(use(before))).forEach(signer -> all.add(signer.key()));
    }
    return new CodeKeys(all);
  }

  String keysAsText() {
    StringBuilder lines = new StringBuilder();
    for (CodeKey key : trusted().all()) lines.append(key).append('\n');
    return lines.toString();
  }

  /** A fresh key signs from now on; those before stay published, with their end. */
  CodeKey rotate() {
    if (token != null) {
      throw new TokenKeys.TokenUnusable(
          Path.of(choice.token()), "keys of a token are made with keytool; see docs/operating.md");
    }
    ring.rotate(use(profile()));
    return signer().key();
  }

  private List<CodeSigner> signers(Profile profile) {
    String use = use(profile);
    return token == null ? signers(profile, ring.keys(use)) : ofToken(token.keys(use));
  }

  private List<CodeSigner> signers(Profile profile, List<KeyRing.Key> keys) {
    List<CodeSigner> signers = new ArrayList<>();
    Optional<Long> until = Optional.empty();
    for (KeyRing.Key key : keys) {
      CodeKey.Period period = new CodeKey.Period(key.since().getEpochSecond(), until);
      signers.add(CodeSigner.of(choice.issuer(), profile, key.secret(), period, site));
      until = ends(key);
    }
    return signers;
  }

  private List<CodeSigner> ofToken(List<KeyRing.Key> keys) {
    List<CodeSigner> signers = new ArrayList<>();
    Optional<Long> until = Optional.empty();
    for (KeyRing.Key key : keys) {
      CodeKey.Period period = new CodeKey.Period(key.since().getEpochSecond(), until);
      signers.add(CodeSigner.of(choice.issuer(), key.pair(), period, site));
      until = ends(key);
    }
    return signers;
  }

  /** When the key before this one stops. */
  private static Optional<Long> ends(KeyRing.Key key) {
    return Optional.of(key.since().getEpochSecond() + OVERLAP.toSeconds());
  }

  private static String use(Profile profile) {
    return "code-" + profile.label();
  }
}
