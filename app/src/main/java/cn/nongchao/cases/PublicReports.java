package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Phone;
import cn.nongchao.platform.Network;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reports and tracking for people without an account, with limits on abuse: by network address and
 * by phone in the database, a field no person sees, and the time it takes to fill in a form.
 */
@Component
public class PublicReports {

  /**
   * Where a public report came from.
   *
   * @param address network address; only its digest is kept, for two days
   * @param form what {@link #form()} gave when the form was handed out
   * @param trap content of the field no person sees
   */
  public record Origin(String address, String form, String trap) {}

  private static final Duration OLDEST_FORM = Duration.ofDays(2);

  private final Events events;
  private final EventFiles files;
  private final Limits limits;
  private final CasesSettings settings;
  private final PersonalData personal;
  private final Clock clock;

  PublicReports(
      Events events,
      EventFiles files,
      Limits limits,
      CasesSettings settings,
      PersonalData personal,
      Clock clock) {
    this.events = events;
    this.files = files;
    this.limits = limits;
    this.settings = settings;
    this.personal = personal;
    this.clock = clock;
  }

  /** A mark for a form about to be handed out: when that was, so that nobody can say otherwise. */
  public String form() {
    return marked(clock.instant().getEpochSecond());
  }

  /** The same mark for a form shown again, or a new one where it is none of ours or too old. */
  public String freshened(String form) {
    Instant begun = begun(form);
    boolean good = begun != null && begun.isAfter(clock.instant().minus(OLDEST_FORM));
    return good ? form : form();
  }

  private String marked(long second) {
    String at = Long.toString(second);
    return at + "." + HexFormat.of().formatHex(personal.digest("form " + at), 0, 16);
  }

  private @Nullable Instant begun(String form) {
    String at = form.substring(0, Math.max(0, form.indexOf('.')));
    if (!at.matches("[0-9]{1,12}") || !marked(Long.parseLong(at)).equals(form)) return null;
    return Instant.ofEpochSecond(Long.parseLong(at));
  }

  /**
   * Somebody who came with a form.
   *
   * @param turnedAway why nobody is believed to have filled it in; null where it may be a person
   */
  public record Arrived(@Nullable Refusal turnedAway) {}

  /** Counts whoever comes, before it is looked at what they bring: nonsense counts too. */
  public Outcome<Arrived> arrive(Origin origin) {
    Refusal program = program(origin);
    if (program != null) return Outcome.done(new Arrived(program));
    return limits.allow(
            personal.digest("address " + Network.of(origin.address())),
            Duration.ofHours(1),
            settings.reportsPerAddress())
        ? Outcome.done(new Arrived(null))
        : Outcome.refused(
            Refusal.of(
                "too-many",
                "您所在网络一小时内上报已达上限，请稍后再试；紧急情况请拨打 110、119 或 120",
                "too many reports from your network within an hour, try again later;"
                    + " in an emergency call 110, 119 or 120"));
  }

  /** Takes a report in from somebody without an account. */
  public Outcome<Reported> report(Report report, Arrived by) {
    if (by.turnedAway() != null) return Outcome.refused(by.turnedAway());
    String phone =
        Phone.read(report.phone()) instanceof Outcome.Done<Phone>(Phone read) ? read.value() : "";
    if (!phone.isEmpty()
        && !limits.allow(
            personal.digest("phone " + phone), Duration.ofDays(1), settings.reportsPerPhone())) {
      return Outcome.refused(
          new Refusal(
              "too-many",
              "phone",
              Text.of(
                  "该手机号今天的上报已达上限，请明天再试",
                  "too many reports with this phone number today, try again tomorrow")));
    }
    return events.report(report, new Actor.CodeHolder(report.id()));
  }

  /** The event a tracking code stands for. Wrong codes are counted; a code cannot be guessed. */
  public Outcome<LoopId> track(String typed, String address) {
    byte[] network = personal.digest("track " + Network.of(address));
    Duration hour = Duration.ofHours(1);
    // Before looking: or whoever is over the limit would still learn which guess is right.
    if (limits.isUsedUp(network, hour, settings.triesPerAddress()))
      return Outcome.refused(TOO_MANY);
    Optional<LoopId> found = files.tracked(typed);
    if (found.isPresent()) return Outcome.done(found.get());
    return Outcome.refused(
        limits.allow(network, hour, settings.triesPerAddress())
            ? Refusal.field(
                "code", "没有找到这个查询码，请核对 12 位字母和数字", "no such code; check its 12 letters and digits")
            : TOO_MANY);
  }

  /**
   * The same for a code that was right a moment ago, on the page shown again; not counted, and
   * empty where it would have been refused.
   */
  public Optional<LoopId> again(String typed, String address) {
    byte[] network = personal.digest("track " + Network.of(address));
    return limits.isUsedUp(network, Duration.ofHours(1), settings.triesPerAddress())
        ? Optional.empty()
        : files.tracked(typed);
  }

  private static final Refusal TOO_MANY =
      Refusal.of("too-many", "尝试次数过多，请一小时后再试", "too many tries, come back in an hour");

  private @Nullable Refusal program(Origin origin) {
    Instant now = clock.instant();
    Instant begun = begun(origin.form());
    if (!origin.trap().isEmpty()) {
      return Refusal.of(
          "refused", "提交未被接受，请刷新页面重新填写", "not accepted; reload the page and fill it in again");
    }
    if (begun == null || begun.isBefore(now.minus(OLDEST_FORM)) || begun.isAfter(now)) {
      return Refusal.of("refused", "表单已过期，请再次提交", "the form has expired; please submit it again");
    }
    if (begun.plus(settings.fillingTime()).isAfter(now)) {
      return Refusal.of(
          "refused", "提交过快，请核对内容后再次提交", "that was very quick; check and submit again");
    }
    return null;
  }
}
