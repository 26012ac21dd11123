package cn.nongchao.people.access;

import cn.nongchao.form.Field;
import cn.nongchao.form.Secret;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody's second factor: a code of the time, shown by a device that shares a key, or {@link
 * Passkeys}; and ten recovery codes for when they are lost. The key lies sealed in the database, of
 * recovery codes only a digest.
 */
@Component
public class SecondFactor {

  /**
   * How it stands.
   *
   * @param since when codes of the time were set up; null while they are not
   * @param recoveryCodes how many are left
   * @param passkeys how many there are
   */
  public record State(@Nullable Instant since, int recoveryCodes, int passkeys) {

    public boolean isSet() {
      return since != null || passkeys > 0;
    }
  }

  /** For a query with a person's id in the place of {@code %1$s}: whether they have one. */
  static final String HELD =
      "(exists (select 1 from people.second_factors f where f.person = %1$s"
          + " and f.confirmed_at is not null)"
          + " or exists (select 1 from people.passkeys k where k.person = %1$s))";

  /**
   * What the device has to know; told only until a first code was right.
   *
   * @param key for typing in, base 32
   * @param uri for scanning
   */
  public record Setup(String key, String uri) {

    @Override
    public String toString() {
      return "a key";
    }
  }

  /** Shown once, each works once. */
  public record RecoveryCodes(List<String> codes) {
    public RecoveryCodes {
      codes = List.copyOf(codes);
    }

    @Override
    public String toString() {
      return "recovery codes";
    }
  }

  /** Begun only by whoever knows the password: a session left open is not locked by a stranger. */
  public record Begin(
      @Field(zh = "现在的密码", en = "Present password")
          @Secret(autocomplete = "current-password")
          @NotEmpty
          String old) {

    @Override
    public String toString() {
      return "a password";
    }
  }

  /** A code as typed. */
  public record Code(
      @Field(
              zh = "动态码",
              en = "Code",
              hintZh = "验证器上的 6 位数字；设备不在手边时填一个恢复码。",
              hintEn = "The six digits of your device, or a recovery code where it is not at hand.")
          @NotBlank
          @Size(max = 40)
          String code) {}

  /** The first code of a new device, before there are any others. */
  public record FirstCode(
      @Field(
              zh = "动态码",
              en = "Code",
              hintZh = "验证器上现在显示的 6 位数字。",
              hintEn = "The six digits your device shows now.")
          @NotBlank
          @Size(max = 40)
          String code) {}

  /** By what a second factor was given. */
  enum Means {
    NONE,
    /** A code by a key that was begun and never confirmed: good for confirming it only. */
    NEW_DEVICE,
    CODE,
    RECOVERY_CODE,
    PASSKEY
  }

  /**
   * That a second factor was given, and is spent.
   *
   * @param person whose it was; null where nothing was typed
   */
  public record Passed(@Nullable PersonId person, Means means) {}

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final Refusal NONE =
      Refusal.of("not-found", "还没有设置第二重验证", "there is no second factor yet");

  private static final Refusal NOT_OF_DEVICE =
      Refusal.field("code", "请输入新设备上的 6 位动态码", "type the six digits of the new device");

  private final JdbcClient jdbc;
  private final PersonalData personalData;
  private final WaysIn waysIn;
  private final Audit audit;
  private final Clock clock;
  private final PublicAddress address;

  SecondFactor(
      JdbcClient jdbc,
      PersonalData personalData,
      WaysIn waysIn,
      Audit audit,
      Clock clock,
      PublicAddress address) {
    this.jdbc = jdbc;
    this.personalData = personalData;
    this.waysIn = waysIn;
    this.audit = audit;
    this.clock = clock;
    this.address = address;
  }

  /** Under which name an authenticator keeps it. */
  private String issuer() {
    return "Nongchao " + PublicAddress.host(address.now());
  }

  /** Whether somebody has one, since when, and how many recovery codes are left. */
  public State state(PersonId person) {
    Instant since =
        jdbc.sql("select confirmed_at from people.second_factors where person = ?")
            .param(person.value())
            .query((row, index) -> Optional.ofNullable(row.getTimestamp(1)))
            .optional()
            .flatMap(found -> found)
            .map(Timestamp::toInstant)
            .orElse(null);
    return new State(since, count("recovery_codes", person), count("passkeys", person));
  }

  private int count(String table, PersonId person) {
    return jdbc.sql("select count(*) from people." + table + " where person = ?")
        .param(person.value())
        .query(Integer.class)
        .single();
  }

  /** What was begun and not confirmed yet. */
  public Optional<Setup> setup(Viewer viewer) {
    return jdbc.sql(
            "select f.secret, p.login from people.second_factors f join people.persons p"
                + " on p.id = f.person where f.person = ? and f.confirmed_at is null")
        .param(viewer.id().value())
        .query((row, index) -> {
          byte[] key = key(row.getBytes("secret"));
          return new Setup(Totp.text(key), Totp.uri(key, issuer(), row.getString("login")));
        })
        .optional();
  }

  /** Makes a key; one begun before and never confirmed is forgotten. */
  @Transactional
  public Outcome<Setup> begin(Viewer viewer, Account.Proven proven) {
    int begun =
        jdbc.sql(
                "insert into people.second_factors as f (person, secret, begun_at)"
                    + " select id, ?, ? from people.persons where id = ? and password_hash = ?"
                    + " on conflict (person) do update set secret = excluded.secret,"
                    + " begun_at = excluded.begun_at, last_step = 0 where f.confirmed_at is null")
            .params(
                personalData.seal(Base64.getEncoder().encodeToString(Totp.newKey())),
                Timestamp.from(clock.instant()),
                viewer.id().value(),
                proven.hash())
            .update();
    if (begun == 1) return Outcome.done(setup(viewer).orElseThrow());
    return Outcome.refused(
        Refusal.of(
            "already-exists",
            "已经设置了验证器；要换设备请先停用",
            "there is an authenticator already; end it first to change the device"));
  }

  /** The device shows the right codes: from now on they are asked for. Other ways in end. */
  @Transactional
  public Outcome<RecoveryCodes> confirm(Viewer viewer, Passed passed) {
    boolean isNew = passed.means() == Means.NEW_DEVICE && viewer.id().equals(passed.person());
    if (!isNew) return Outcome.refused(NOT_OF_DEVICE);
    int confirmed =
        jdbc.sql(
                "update people.second_factors set confirmed_at = ? where person = ?"
                    + " and confirmed_at is null")
            .params(Timestamp.from(clock.instant()), viewer.id().value())
            .update();
    if (confirmed == 0) return Outcome.refused(NONE);
    waysIn.closeAllBut(viewer.id(), viewer.session());
    audit.record("second-factor-set", viewer.id(), viewer.id().toString(), Map.of());
    return Outcome.done(codesIfNone(viewer.id()));
  }

  /** New recovery codes; those before no longer work. */
  @Transactional
  public Outcome<RecoveryCodes> renewCodes(Viewer viewer, Passed passed) {
    if (!isProof(viewer, passed)) return Outcome.refused(NONE);
    audit.record("recovery-codes-made", viewer.id(), viewer.id().toString(), Map.of());
    return Outcome.done(freshCodes(viewer.id()));
  }

  /**
   * Goes on without codes of the time, by passkeys or the password alone; of whom a second factor
   * is required, the next thing asked is to set up another.
   */
  @Transactional
  public Outcome<PersonId> end(Viewer viewer, Passed passed) {
    if (!isProof(viewer, passed)) return Outcome.refused(NONE);
    int ended =
        jdbc.sql("delete from people.second_factors where person = ? and confirmed_at is not null")
            .param(viewer.id().value())
            .update();
    if (ended == 0) return Outcome.refused(NONE);
    forgetCodesOfNothing(viewer.id());
    audit.record("second-factor-ended", viewer.id(), viewer.id().toString(), Map.of());
    return Outcome.done(viewer.id());
  }

  /** Forgets all of it, where somebody lost the device and the recovery codes. */
  void forget(PersonId person) {
    for (String table : List.of("second_factors", "passkeys", "recovery_codes")) {
      jdbc.sql("delete from people." + table + " where person = ?").param(person.value()).update();
    }
  }

  /** Recovery codes go with the last second factor. */
  void forgetCodesOfNothing(PersonId person) {
    jdbc.sql("delete from people.recovery_codes where person = ? and not " + HELD.formatted("?"))
        .params(person.value(), person.value(), person.value())
        .update();
  }

  boolean isSet(PersonId person) {
    return state(person).isSet();
  }

  /** Whether it was the viewer's own, and one that counts already. */
  static boolean isProof(Viewer viewer, Passed passed) {
    boolean counts = passed.means() != Means.NONE && passed.means() != Means.NEW_DEVICE;
    return counts && viewer.id().equals(passed.person());
  }

  /** Whether it is a code of the time; else it may be a recovery code. */
  static boolean isOfTime(String typed) {
    return plain(typed).matches("[0-9]{6}");
  }

  private static String plain(String typed) {
    return typed.replaceAll("[\\s-]", "");
  }

  /** By what a code is right; it is spent with that, also where two come at once. */
  @Transactional
  Means spend(PersonId person, String typed) {
    String plain = plain(typed);
    if (isOfTime(typed)) return spendStep(person, plain);
    int spent =
        jdbc.sql("delete from people.recovery_codes where person = ? and digest = ?")
            .params(person.value(), digest(person, plain))
            .update();
    if (spent == 0) return Means.NONE;
    audit.record("recovery-code-used", person, person.toString(), Map.of());
    return Means.RECOVERY_CODE;
  }

  private Means spendStep(PersonId person, String code) {
    record Held(byte[] secret, long lastStep, boolean confirmed) {}
    Held held =
        jdbc.sql(
                "select secret, last_step, confirmed_at is not null as confirmed"
                    + " from people.second_factors where person = ? for update")
            .param(person.value())
            .query(Held.class)
            .optional()
            .orElse(null);
    if (held == null) return Means.NONE;
    var step = Totp.step(key(held.secret()), code, clock.instant(), held.lastStep());
    if (step.isEmpty()) return Means.NONE;
    jdbc.sql("update people.second_factors set last_step = ? where person = ?")
        .params(step.getAsLong(), person.value())
        .update();
    return held.confirmed() ? Means.CODE : Means.NEW_DEVICE;
  }

  /** The first second factor brings ten; with another they stay as they are, and none are shown. */
  RecoveryCodes codesIfNone(PersonId person) {
    return count("recovery_codes", person) == 0 ? freshCodes(person) : new RecoveryCodes(List.of());
  }

  private RecoveryCodes freshCodes(PersonId person) {
    jdbc.sql("delete from people.recovery_codes where person = ?").param(person.value()).update();
    RecoveryCodes made = new RecoveryCodes(Stream.generate(SecondFactor::code).limit(10).toList());
    for (String code : made.codes()) {
      jdbc.sql("insert into people.recovery_codes (person, digest) values (?, ?)")
          .params(person.value(), digest(person, code.replace("-", "")))
          .update();
    }
    return made;
  }

  /** Twelve letters and digits that are not taken for one another: 59 bits. */
  private static String code() {
    String plain = Passwords.random(LETTERS, 12);
    return plain.substring(0, 4) + "-" + plain.substring(4, 8) + "-" + plain.substring(8);
  }

  private byte[] digest(PersonId person, String code) {
    return personalData.digest("recovery " + person + " " + code.toLowerCase(Locale.ROOT));
  }

  private byte[] key(byte[] sealed) {
    return Base64.getDecoder().decode(personalData.open(sealed));
  }
}
