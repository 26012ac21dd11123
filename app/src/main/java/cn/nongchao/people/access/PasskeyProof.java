package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.access.PasskeyChallenges.Asked;
import cn.nongchao.people.access.PasskeyChallenges.Purpose;
import cn.nongchao.people.access.PasskeyStore.Held;
import cn.nongchao.people.access.PasskeyStore.Standing;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at what a passkey says (W3C WebAuthn level 3, section 7). The steps of the standard are the
 * library's; whose challenge it was and whose passkey it is, are ours.
 */
@Component
class PasskeyProof {

  static final Refusal WRONG = Refusal.of("wrong", "通行密钥未通过验证", "the passkey was not accepted");

  private static final Refusal OVER =
      Refusal.of("passkey-over", "本次请求已过期或已用过，请重试", "this request is over or was used: try again");

  /** In the order in which they are preferred. */
  static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.RS256);

  private static final List<PublicKeyCredentialParameters> TAKEN =
      ALGORITHMS.stream()
          .map(one -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, one))
          .toList();

  private final ObjectConverter converter = new ObjectConverter();
  private final AttestedCredentialDataConverter keys =
      new AttestedCredentialDataConverter(converter);
  // Who made the authenticator is not asked, so nothing it says of that is looked at.
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

  private final PasskeyStore store;
  private final PasskeyChallenges challenges;
  private final RelyingParty party;
  private final Audit audit;

  PasskeyProof(PasskeyStore store, PasskeyChallenges challenges, RelyingParty party, Audit audit) {
    this.store = store;
    this.challenges = challenges;
    this.party = party;
    this.audit = audit;
  }

  /** A passkey just made, for whoever asked to make it. */
  Outcome<Passkeys.Made> made(String answer, Browser browser, PersonId person) {
    RegistrationData data = read(() -> manager.parseRegistrationResponseJSON(answer));
    Challenge challenge = data == null ? null : challenge(data.getCollectedClientData());
    if (data == null || challenge == null) return Outcome.refused(WRONG);
    Asked asked = challenges.take(challenge.getValue(), browser).orElse(null);
    if (asked == null || asked.purpose() != Purpose.ADD || !person.equals(asked.person())) {
      return Outcome.refused(OVER);
    }
    try {
      manager.verify(data, new RegistrationParameters(here(challenge), TAKEN, false, true));
    } catch (VerificationException e) {
      return Outcome.refused(WRONG);
    }
    AuthenticatorData<?> told =
        Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    var key = Objects.requireNonNull(told.getAttestedCredentialData());
    return Outcome.done(
        new Passkeys.Made(
            person, asked.name(), key.getCredentialId(), keys.convert(key), standing(told)));
  }

  /**
   * Whose passkey it is that answered.
   *
   * @param expected whoever is to prove themselves, after the password; null at the door, where the
   *     passkey stands for the password too: then it says whose it is, and that it saw its owner
   */
  @Transactional
  Outcome<PersonId> used(String answer, Browser browser, @Nullable PersonId expected) {
    AuthenticationData data = read(() -> manager.parseAuthenticationResponseJSON(answer));
    Challenge challenge = data == null ? null : challenge(data.getCollectedClientData());
    if (data == null || challenge == null) return Outcome.refused(WRONG);
    Asked asked = challenges.take(challenge.getValue(), browser).orElse(null);
    Purpose purpose = expected == null ? Purpose.SIGN_IN : Purpose.SECOND_FACTOR;
    if (asked == null || asked.purpose() != purpose || !Objects.equals(asked.person(), expected)) {
      return Outcome.refused(OVER);
    }
    Held held = store.hold(data.getCredentialId()).orElse(null);
    if (held == null || (expected != null && !expected.equals(held.person()))) {
      return Outcome.refused(WRONG);
    }
    byte[] handle = data.getUserHandle();
    boolean silent = handle == null || handle.length == 0;
    boolean fits = silent ? expected != null : Arrays.equals(handle, held.handle());
    if (!fits) return Outcome.refused(WRONG);
    return verified(data, challenge, held, expected == null);
  }

  private Outcome<PersonId> verified(
      AuthenticationData data, Challenge challenge, Held held, boolean alone) {
    try {
      manager.verify(
          data, new AuthenticationParameters(here(challenge), record(held), null, alone, true));
    } catch (MaliciousCounterValueException e) {
      // Two devices count with one key: one is a copy that its owner did not make.
      audit.record(
          "passkey-counter-back",
          held.person(),
          held.person().toString(),
          Map.of("passkey", held.id().toString()));
      return Outcome.refused(WRONG);
    } catch (VerificationException e) {
      return Outcome.refused(WRONG);
    }
    store.used(held.id(), standing(Objects.requireNonNull(data.getAuthenticatorData())));
    audit.record(
        "passkey-used",
        held.person(),
        held.person().toString(),
        Map.of("passkey", held.id().toString()));
    return Outcome.done(held.person());
  }

  private CredentialRecord record(Held held) {
    Standing standing = held.standing();
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        null,
        standing.eligible(),
        standing.copied(),
        standing.counter(),
        keys.convert(held.key()),
        null,
        null,
        null,
        null);
  }

  private static Standing standing(AuthenticatorData<?> told) {
    return new Standing(told.getSignCount(), told.isFlagBE(), told.isFlagBS());
  }

  private ServerProperty here(Challenge challenge) {
    return ServerProperty.builder()
        .origin(party.origin())
        .rpId(party.id())
        .challenge(challenge)
        .build();
  }

  /** As it says itself; {@link PasskeyChallenges} knows whether we asked it. */
  private static @Nullable Challenge challenge(@Nullable CollectedClientData said) {
    Challenge challenge = said == null ? null : said.getChallenge();
    return challenge == null ? null : new DefaultChallenge(challenge.getValue());
  }

  /** Null for what no authenticator says. */
  private static <T> @Nullable T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      // The reader of the library has no single word for what is wrong with what strangers send.
      return null;
    }
  }
}
