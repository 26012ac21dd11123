package cn.nongchao.notify;

import cn.nongchao.form.Field;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.people.Phone;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How somebody is told beside the product: their addresses, hours and silences. */
@Component
@Transactional
public class Ways {

  private static final Duration CODE_LASTS = Duration.ofMinutes(30);
  private static final int TRIES = 5;
  static final int MOST = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Limit CODES = Limit.of("notice-codes", Duration.ofHours(1)).address(5, 5);

  private static final Refusal NONE = Refusal.of("not-found", "没有这个接收方式", "there is no such way");

  static final Refusal ENOUGH =
      Refusal.of("enough", "最多 5 个接收方式，请先删除一个", "five at most: remove one first");

  /** An address somebody confirms by a code that is sent to it. */
  public enum OwnWay implements Titled {
    @Words(zh = "电子邮件", en = "e-mail")
    EMAIL,
    @Words(zh = "短信", en = "text message")
    SMS
  }

  /** An address to be added. */
  public record NewWay(
      UUID id,
      @Field(zh = "方式", en = "By") OwnWay kind,
      @Field(zh = "邮箱地址或手机号", en = "Address or number") @NotBlank @Size(max = 200)
          String address) {}

  /** What came to an address. */
  public record SentCode(
      @Field(zh = "收到的验证码", en = "The code that came")
          @NotBlank
          @Pattern(regexp = "[0-9]{6}", message = "验证码是 6 位数字 | the code is six digits")
          String code) {}

  /** When, and of what. */
  public record Wished(
      @Field(zh = "发送语言", en = "Language of what is sent") Tongue lang,
      @Field(
              zh = "免打扰从几点",
              en = "Quiet from, hour",
              hintZh = "0–23，不填则随时发送；紧急的照常发送",
              hintEn = "0–23; empty for never. What is urgent goes out all the same")
          @Min(0)
          @Max(23)
          @Nullable Integer quietFrom,
      @Field(zh = "免打扰到几点", en = "Quiet until, hour") @Min(0) @Max(23) @Nullable Integer quietTo,
      @Field(
              zh = "每天几点汇总发送",
              en = "All together once a day, at hour",
              hintZh = "不填则随时发送",
              hintEn = "empty for at once")
          @Min(0)
          @Max(23)
          @Nullable Integer digest,
      @Field(zh = "站内不提醒的", en = "Not by the bell") List<WordName> here,
      @Field(zh = "不发邮件的", en = "Not by e-mail") List<WordName> mail,
      @Field(zh = "不发短信的", en = "Not by text message") List<WordName> sms,
      @Field(zh = "不推送的", en = "Not by browser push") List<WordName> push) {
    public Wished {
      here = List.copyOf(here);
      mail = List.copyOf(mail);
      sms = List.copyOf(sms);
      push = List.copyOf(push);
    }
  }

  /**
   * A way as its owner sees it.
   *
   * @param address masked
   * @param confirmed whether anything goes there yet
   */
  public record OwnedWay(UUID id, WayKind kind, String address, boolean confirmed) {}

  private final WayStore store;
  private final PreferenceStore preferences;
  private final Outbox outbox;
  private final List<Outlet> outlets;
  private final Limiter limiter;
  private final Clock clock;

  Ways(
      WayStore store,
      PreferenceStore preferences,
      Outbox outbox,
      List<Outlet> outlets,
      Limiter limiter,
      Clock clock) {
    this.store = store;
    this.preferences = preferences;
    this.outbox = outbox;
    this.outlets = List.copyOf(outlets);
    this.limiter = limiter;
    this.clock = clock;
  }

  /** The kinds the installation is set up for. */
  public Set<WayKind> open() {
    return outlets.stream().filter(Outlet::isOpen).map(Outlet::kind).collect(Collectors.toSet());
  }

  public List<OwnedWay> of(Viewer viewer) {
    return store.of(viewer.id()).stream().map(Ways::owned).toList();
  }

  static OwnedWay owned(Way way) {
    return new OwnedWay(way.id(), way.kind(), way.shown(), way.code() == null);
  }

  public Wished wishes(Viewer viewer) {
    Preferences wishes = preferences.of(viewer.id());
    return new Wished(
        Tongue.of(wishes.lang()),
        wishes.quietFrom(),
        wishes.quietTo(),
        wishes.digest(),
        silent(wishes, Preferences.HERE),
        silent(wishes, WayKind.EMAIL.name()),
        silent(wishes, WayKind.SMS.name()),
        silent(wishes, WayKind.PUSH.name()));
  }

  private static List<WordName> silent(Preferences wishes, String way) {
    return wishes.silenced().stream()
        .filter(one -> one.endsWith("/" + way))
        .map(one -> new WordName(one.substring(0, one.indexOf('/'))))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /** Sends a code to the address; nothing else goes there before it came back. */
  public Outcome<OwnedWay> add(NewWay wanted, Viewer viewer) {
    WayKind kind = WayKind.valueOf(wanted.kind().name());
    if (!open().contains(kind)) {
      return Outcome.refused(
          Refusal.field("kind", "本系统没有设置这种方式", "this installation is not set up for it"));
    }
    Way before = store.find(wanted.id()).orElse(null);
    if (before != null) return repeated(before, viewer);
    if (store.of(viewer.id()).size() >= MOST) return Outcome.refused(ENOUGH);
    return read(kind, wanted.address())
        .then(address ->
            limiter
                .take(CODES, Comer.at(viewer.id().toString()), "")
                .map(charge -> made(wanted.id(), kind, address, viewer)));
  }

  static Outcome<OwnedWay> repeated(Way before, Viewer viewer) {
    return viewer.id().equals(before.person())
        ? Outcome.done(owned(before))
        : Outcome.refused(
            new Refusal("already-exists", "id", Text.of("这个编号已被使用", "this id is taken")));
  }

  private OwnedWay made(UUID id, WayKind kind, String address, Viewer viewer) {
    Instant now = clock.instant();
    Way way =
        new Way(
            id,
            viewer.id(),
            null,
            kind,
            "",
            address,
            null,
            masked(kind, address),
            preferences.of(viewer.id()).lang(),
            "%06d".formatted(RANDOM.nextInt(1_000_000)),
            Set.of());
    store.insert(way, now, now.plus(CODE_LASTS), "");
    outbox.tryOut(way);
    return owned(way);
  }

  private static Outcome<String> read(WayKind kind, String typed) {
    if (kind == WayKind.SMS) {
      boolean mobile = typed.replaceAll("[\\s-]", "").matches("(\\+?86)?1[3-9][0-9]{9}");
      return mobile
          ? Phone.read(typed).map(Phone::value)
          : Outcome.refused(Refusal.field("address", "不是手机号码", "no number of a mobile phone"));
    }
    String address = typed.strip();
    boolean fits = address.matches("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    return fits
        ? Outcome.done(address)
        : Outcome.refused(Refusal.field("address", "不是邮箱地址", "no address of e-mail"));
  }

  static String masked(WayKind kind, String address) {
    if (kind == WayKind.EMAIL) {
      return address.charAt(0) + "***" + address.substring(address.indexOf('@'));
    }
    return address.substring(0, 3) + "****" + address.substring(address.length() - 4);
  }

  public Outcome<OwnedWay> confirm(UUID id, SentCode sent, Viewer viewer) {
    Way way = own(id, viewer);
    if (way == null) return Outcome.refused(NONE);
    String code = way.code();
    if (code == null) return Outcome.done(owned(way));
    if (!store.isTriable(id, TRIES, clock.instant())) {
      return Outcome.refused(
          Refusal.of(
              "not-now",
              "验证码已失效，请删除后重新添加",
              "the code is good no longer: remove the address and add it anew"));
    }
    boolean same =
        MessageDigest.isEqual(
            code.getBytes(StandardCharsets.UTF_8), sent.code().getBytes(StandardCharsets.UTF_8));
    if (!same) return Outcome.refused(Refusal.field("code", "验证码不对", "it is another code"));
    store.confirm(id, clock.instant());
    return Outcome.done(new OwnedWay(id, way.kind(), way.shown(), true));
  }

  public Outcome<Nothing> remove(UUID id, Viewer viewer) {
    if (own(id, viewer) == null) return Outcome.refused(NONE);
    store.remove(id);
    return Outcome.done(new Nothing());
  }

  private @Nullable Way own(UUID id, Viewer viewer) {
    return store.find(id).filter(way -> viewer.id().equals(way.person())).orElse(null);
  }

  public Outcome<Wished> wish(Wished wished, Viewer viewer) {
    if ((wished.quietFrom() == null) != (wished.quietTo() == null)) {
      String missing = wished.quietFrom() == null ? "quietFrom" : "quietTo";
      return Outcome.refused(
          Refusal.field(missing, "免打扰的起止都要填写", "quiet hours have a beginning and an end"));
    }
    Set<String> silenced = new HashSet<>();
    add(silenced, wished.here(), Preferences.HERE);
    add(silenced, wished.mail(), WayKind.EMAIL.name());
    add(silenced, wished.sms(), WayKind.SMS.name());
    add(silenced, wished.push(), WayKind.PUSH.name());
    preferences.save(
        viewer.id(),
        new Preferences(
            wished.lang().lang(), wished.quietFrom(), wished.quietTo(), wished.digest(), silenced));
    store.speak(viewer.id(), wished.lang().lang());
    return Outcome.done(wishes(viewer));
  }

  private static void add(Set<String> silenced, List<WordName> words, String way) {
    for (WordName word : words) silenced.add(word.name() + "/" + way);
  }
}
