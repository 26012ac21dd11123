package cn.nongchao.proof;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Refusal;
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
   * @param issuer who answers for the acts, on an installation where nobody did before: a division
   *     code; empty to be asked for on the page of the first steps
   * @param profile {@code ed25519}, {@code es256} or {@code sm2}
   * @param token configuration of a PKCS#11 token that holds the keys; empty for the key file
   * @param tokenPin of the token
   */
  @ConfigurationProperties("nongchao.codes")
  record Choice(
      @DefaultValue("") String issuer,
      @DefaultValue("ed25519") String profile,
      @DefaultValue("") String token,
      @DefaultValue("") String tokenPin) {}

  /** How long another node may go on with the key before: until it has read the new one. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private final KeyRing ring;
  private final Choice choice;
  private final Issuers issuers;
  private final String site;
  private final boolean trial;
  private final @Nullable TokenKeys token;

  CodeSigning(KeyRing ring, Choice choice, Issuers issuers, Settings settings, Clock clock) {
    this.ring = ring;
    this.choice = choice;
    this.issuers = issuers;
    this.token = token(choice, clock);
    this.site = settings.origin().replaceAll("/+$", "") + "/c";
    this.trial = settings.trial();
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

  /** What signs now; nothing where nobody answers for codes yet, nor in a copy for trial. */
  Optional<CodeSigner> signer() {
    if (trial) return Optional.empty();
    return issuers.now().map(issuer -> signers(profile()).getFirst());
  }

  /**
   * Another organ answers for codes from now on, with a key of its own.
   *
   * @return why it cannot; null where it does
   */
  @Nullable Refusal follow(String code, String name, PersonId by) {
    Issuers.Issuer before = issuers.now().orElse(null);
    if (before != null && before.code().equals(code) && before.name().equals(name)) return null;
    if (before != null && token != null) {
      return Refusal.of(
          "not-now",
          "密钥在硬件中，请先按运维手册生成新的密钥",
          "the key is in a token: make a new one as the operating guide says, first");
    }
    issuers.add(code, name, by);
    if (before != null && !before.code().equals(code)) ring.rotate(use(profile()));
    return null;
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
    if (issuers.now().isEmpty()) return new CodeKeys(all);
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
    return signers(profile()).getFirst().key();
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
      signers.add(CodeSigner.of(issuer(key), profile, key.secret(), period, site));
      until = ends(key);
    }
    return signers;
  }

  private List<CodeSigner> ofToken(List<KeyRing.Key> keys) {
    List<CodeSigner> signers = new ArrayList<>();
    Optional<Long> until = Optional.empty();
    for (KeyRing.Key key : keys) {
      CodeKey.Period period = new CodeKey.Period(key.since().getEpochSecond(), until);
      signers.add(CodeSigner.of(issuer(key), key.pair(), period, site));
      until = ends(key);
    }
    return signers;
  }

  private String issuer(KeyRing.Key key) {
    return issuers.at(key.since()).code();
  }

  /** When the key before this one stops. */
  private static Optional<Long> ends(KeyRing.Key key) {
    return Optional.of(key.since().getEpochSecond() + OVERLAP.toSeconds());
  }

  private static String use(Profile profile) {
    return "code-" + profile.label();
  }
}
