package cn.nongchao.people.access;

import cn.nongchao.form.Field;
import cn.nongchao.form.Secret;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.PasskeyChallenges.Asked;
import cn.nongchao.people.access.PasskeyChallenges.Purpose;
import cn.nongchao.people.access.PasskeyStore.Standing;
import cn.nongchao.people.access.SecondFactor.RecoveryCodes;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody's passkeys 通行密钥: keys that a device keeps and uses for this address only, so that there
 * is nothing to type and nothing to be lured out of anybody. After the password one is a second
 * factor; alone it is both, where it saw its owner's finger, face or number.
 */
@Component
public class Passkeys {

  static final int MOST = 20;

  /**
   * One as its owner sees it.
   *
   * @param used when last; null for never
   */
  public record Passkey(UUID id, String name, Instant made, @Nullable Instant used) {}

  /** One to be made; by whoever knows the password, as a second factor of any kind. */
  public record NewPasskey(
      @Field(zh = "现在的密码", en = "Present password")
          @Secret(autocomplete = "current-password")
          @NotEmpty
          String old,
      @Field(zh = "名称", en = "Name", hintZh = "在哪台设备上，如“工作手机”", hintEn = "Which device it is on")
          @NotBlank
          @Size(max = 60)
          String name) {

    @Override
    public String toString() {
      return "a password";
    }
  }

  /** What the authenticator said. */
  public record Answered(PasskeyAnswer answer) {}

  /** One is removed by whoever knows the password. */
  public record Removal(
      @Field(zh = "现在的密码", en = "Present password")
          @Secret(autocomplete = "current-password")
          @NotEmpty
          String old) {

    @Override
    public String toString() {
      return "a password";
    }
  }

  /** One just made by an authenticator, looked at and not kept yet. */
  public static final class Made {

    private final PersonId person;
    private final String name;
    private final byte[] credential;
    private final byte[] key;
    private final Standing standing;

    Made(PersonId person, String name, byte[] credential, byte[] key, Standing standing) {
      this.person = person;
      this.name = name;
      this.credential = credential;
      this.key = key;
      this.standing = standing;
    }

    PersonId person() {
      return person;
    }

    String name() {
      return name;
    }

    byte[] credential() {
      return credential;
    }

    byte[] key() {
      return key;
    }

    Standing standing() {
      return standing;
    }
  }

  private static final Refusal NO_BROWSER =
      Refusal.of("no-browser", "请在浏览器的页面上使用通行密钥", "passkeys are used on a page in a browser");

  private static final Refusal NONE =
      Refusal.of("not-found", "没有这个通行密钥", "there is no such passkey");

  private final PasskeyStore store;
  private final PasskeyChallenges challenges;
  private final RelyingParty party;
  private final SecondFactor secondFactor;
  private final WaysIn waysIn;
  private final Audit audit;

  Passkeys(
      PasskeyStore store,
      PasskeyChallenges challenges,
      RelyingParty party,
      SecondFactor secondFactor,
      WaysIn waysIn,
      Audit audit) {
    this.store = store;
    this.challenges = challenges;
    this.party = party;
    this.secondFactor = secondFactor;
    this.waysIn = waysIn;
    this.audit = audit;
  }

  /** The oldest first. */
  public List<Passkey> of(PersonId person) {
    return store.of(person);
  }

  /** What the browser is told to make one. */
  @Transactional
  public Outcome<PasskeyOptions.Creation> begin(
      Viewer viewer, NewPasskey wanted, Account.Proven proven, Browser browser) {
    if (proven.hash().isEmpty()) return Outcome.refused(Proofs.OfPassword.WRONG);
    if (store.of(viewer.id()).size() >= MOST) {
      return Outcome.refused(
          Refusal.field(
              "name",
              "最多 " + MOST + " 个通行密钥，请先删除不用的",
              "at most " + MOST + " passkeys: remove one first"));
    }
    return asked(browser, new Asked(Purpose.ADD, viewer.id(), wanted.name()))
        .map(challenge ->
            new PasskeyOptions.Creation(
                challenge,
                new PasskeyOptions.Party(party.id(), "Nongchao " + party.id()),
                store.user(viewer.id()),
                PasskeyProof.ALGORITHMS.stream()
                    .map(one -> new PasskeyOptions.Parameter("public-key", one.getValue()))
                    .toList(),
                PasskeyChallenges.GOOD_FOR.toMillis(),
                store.credentials(viewer.id()).stream().map(PasskeyOptions::descriptor).toList(),
                new PasskeyOptions.Selection("preferred", "preferred"),
                "none"));
  }

  /** What the browser is told to ask for one of somebody's, after their password. */
  @Transactional
  public Outcome<PasskeyOptions.Request> ask(Viewer viewer, Browser browser) {
    List<PasskeyOptions.Descriptor> own =
        store.credentials(viewer.id()).stream().map(PasskeyOptions::descriptor).toList();
    if (own.isEmpty()) return Outcome.refused(NONE);
    return asked(browser, new Asked(Purpose.SECOND_FACTOR, viewer.id(), ""))
        .map(challenge -> request(challenge, own, "preferred"));
  }

  /** What it is told at the door, where nobody has said who they are. */
  @Transactional
  public Outcome<PasskeyOptions.Request> askAtDoor(Browser browser) {
    return asked(browser, new Asked(Purpose.SIGN_IN, null, ""))
        .map(challenge -> request(challenge, List.of(), "required"));
  }

  private PasskeyOptions.Request request(
      String challenge, List<PasskeyOptions.Descriptor> allowed, String verification) {
    return new PasskeyOptions.Request(
        challenge, party.id(), PasskeyChallenges.GOOD_FOR.toMillis(), allowed, verification);
  }

  private Outcome<String> asked(Browser browser, Asked asked) {
    Text why = party.whyNot();
    if (why != null) return Outcome.refused(Refusal.of("no-passkeys", why.zh(), why.en()));
    String digest = browser.digest();
    if (digest == null) return Outcome.refused(NO_BROWSER);
    return Outcome.done(PasskeyOptions.text(challenges.ask(digest, asked)));
  }

  /**
   * Keeps one. The first second factor ends other ways in, and brings the recovery codes there are
   * none of yet.
   *
   * @return recovery codes made with it; none where there were some
   */
  @Transactional
  public Outcome<RecoveryCodes> add(Viewer viewer, Made made) {
    if (!waysIn.holds(viewer)) return Outcome.refused(WaysIn.ENDED);
    boolean first = !secondFactor.isSet(viewer.id());
    if (!store.add(made)) {
      return Outcome.refused(
          Refusal.of("already-exists", "这个通行密钥已经登记", "this passkey is known already"));
    }
    if (first) waysIn.closeAllBut(viewer.id(), viewer.session());
    audit.record("passkey-added", viewer.id(), viewer.id().toString(), Map.of("name", made.name()));
    return Outcome.done(secondFactor.codesIfNone(viewer.id()));
  }

  /** Takes one away; whoever came in by it elsewhere is out. */
  @Transactional
  public Outcome<PersonId> remove(Viewer viewer, UUID id, Account.Proven proven) {
    String name =
        store.of(viewer.id()).stream()
            .filter(one -> one.id().equals(id))
            .map(Passkey::name)
            .findFirst()
            .orElse(null);
    if (proven.hash().isEmpty()) return Outcome.refused(Proofs.OfPassword.WRONG);
    if (name == null || !store.remove(viewer.id(), id)) return Outcome.refused(NONE);
    secondFactor.forgetCodesOfNothing(viewer.id());
    waysIn.closeSessionsBut(viewer.id(), viewer.session());
    audit.record("passkey-removed", viewer.id(), viewer.id().toString(), Map.of("name", name));
    return Outcome.done(viewer.id());
  }
}
