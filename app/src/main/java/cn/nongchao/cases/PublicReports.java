package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Phone;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge;
import cn.nongchao.platform.limit.Comer;
import cn.nongchao.platform.limit.Limit;
import cn.nongchao.platform.limit.Limiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reports and tracking for people without an account, with limits on abuse: what was taken in and
 * what was guessed is counted, there is a field no person sees, and filling in a form takes time.
 */
@Component
public class PublicReports {

  /**
   * Where a public report came from.
   *
   * @param form what {@link #form()} gave when the form was handed out
   * @param trap content of the field no person sees
   * @param phone as typed
   */
  public record Origin(Comer comer, String form, String trap, String phone) {}

  private static final Duration OLDEST_FORM = Duration.ofDays(2);

  private static final Text EMERGENCY =
      Text.of("；紧急情况请拨打 110、119 或 120", "; in an emergency call 110, 119 or 120");

  private final Events events;
  private final EventFiles files;
  private final Limiter limiter;
  private final Limit taken;
  private final Limit phones;
  private final Limit guesses;
  private final CasesSettings settings;
  private final PersonalData personal;
  private final Clock clock;

  PublicReports(
      Events events,
      EventFiles files,
      Limiter limiter,
      CasesSettings settings,
      PersonalData personal,
      Clock clock) {
    this.events = events;
    this.files = files;
    this.limiter = limiter;
    int reports = settings.reportsPerAddress();
    this.taken =
        Limit.of("report", Duration.ofHours(1))
            .known(reports, 4 * reports)
            .address(reports, 20 * reports) // a carrier has thousands behind one
            .all(100 * reports)
            .saying(Text.of("上报过于频繁", "too many reports"), EMERGENCY);
    // Anybody can write a stranger's number: whoever has it is never shut out.
    this.phones =
        Limit.of("report-phone", Duration.ofDays(1))
            .subject(settings.reportsPerPhone(), Integer.MAX_VALUE)
            .saying(Text.of("用该手机号上报过于频繁", "too many reports with this phone number"), EMERGENCY);
    int tries = settings.triesPerAddress();
    this.guesses =
        Limit.of("track", Duration.ofHours(1))
            .known(tries, tries)
            .knownForSubject()
            .address(tries, 20 * tries)
            .all(100 * tries)
            .saying(Text.of("尝试次数过多", "too many tries"), Text.of("", ""));
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

  /** Somebody who came with a form, and what was counted for them. */
  public static final class Arrived {

    private final Comer comer;
    private final @Nullable Refusal turnedAway;
    private final List<Charge> charges;
    private boolean isTaken;

    private Arrived(Comer comer, @Nullable Refusal turnedAway, List<Charge> charges) {
      this.comer = comer;
      this.turnedAway = turnedAway;
      this.charges = charges;
    }
  }

  /** Counts whoever comes, before it is looked at what they bring. */
  public Outcome<Arrived> arrive(Origin origin) {
    Refusal program = program(origin);
    Comer comer = origin.comer();
    if (program != null) return Outcome.done(new Arrived(comer, program, List.of()));
    List<Charge> charges = new ArrayList<>();
    String phone = phone(origin.phone());
    for (Limit limit : phone.isEmpty() ? List.of(taken) : List.of(taken, phones)) {
      switch (limiter.take(limit, comer, phone)) {
        case Outcome.Done<Charge>(Charge charge) -> charges.add(charge);
        case Outcome.Refused<Charge> tooMany -> {
          charges.forEach(Charge::giveBack);
          return tooMany.as();
        }
      }
    }
    return Outcome.done(new Arrived(comer, null, charges));
  }

  private static String phone(String typed) {
    return Phone.read(typed) instanceof Outcome.Done<Phone>(Phone read) ? read.value() : "";
  }

  /** Takes a report in from somebody without an account. */
  public Outcome<Reported> report(Report report, Arrived by) {
    if (by.turnedAway != null) return Outcome.refused(by.turnedAway);
    Outcome<Reported> outcome = events.report(report, new Actor.CodeHolder(report.id()));
    by.isTaken = outcome instanceof Outcome.Done<Reported>(Reported reported) && reported.isNew();
    return outcome;
  }

  /** What was refused, or sent again, does not count; a device with a report taken in is known. */
  public void left(Arrived by) {
    if (by.isTaken) limiter.know(taken, by.comer, "");
    else by.charges.forEach(Charge::giveBack);
  }

  /** The event a tracking code stands for. Wrong codes are counted; a code cannot be guessed. */
  public Outcome<LoopId> track(String typed, Comer comer) {
    String code = typed.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    // Before looking: or whoever is over the limit would still learn which guess is right.
    Outcome<Charge> guess = limiter.take(guesses, comer, code);
    if (guess instanceof Outcome.Refused<Charge> tooMany) return tooMany.as();
    Optional<LoopId> found = files.tracked(typed);
    if (found.isEmpty()) {
      return Outcome.refused(
          Refusal.field(
              "code", "没有找到这个查询码，请核对 12 位字母和数字", "no such code; check its 12 letters and digits"));
    }
    guess.orThrow().giveBack();
    limiter.know(guesses, comer, code);
    return Outcome.done(found.get());
  }

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
