package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.Phone;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Shortened;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a report in: checks it, seals what is private, writes the event and opens its loop. */
@Component
class Intake {

  private static final int TITLE_LENGTH = 40;

  private final EventStore store;
  private final Loops loops;
  private final ResponsibilityList list;
  private final Divisions divisions;
  private final PersonalData personal;
  private final Clock clock;

  Intake(
      EventStore store,
      Loops loops,
      ResponsibilityList list,
      Divisions divisions,
      PersonalData personal,
      Clock clock) {
    this.store = store;
    this.loops = loops;
    this.list = list;
    this.divisions = divisions;
    this.personal = personal;
    this.clock = clock;
  }

  Outcome<Reported> take(Report report, Actor actor) {
    DivisionCode named = division(report);
    DivisionCode division = named != null && divisions.stays(named) ? named : null;
    Category line =
        Optional.ofNullable(report.category())
            .flatMap(list::find)
            .filter(found -> division == null || found.fits(division))
            .orElse(null);
    List<Refusal> wrong = IntakeRules.check(report, line, division);
    String phone = "";
    if (!report.phone().isBlank()) {
      switch (Phone.read(report.phone())) {
        case Outcome.Done<Phone>(Phone read) -> phone = read.value();
        case Outcome.Refused<Phone>(List<Refusal> reasons) -> wrong.addAll(reasons);
      }
    }
    if (report.callBack() && report.phone().isBlank()) {
      wrong.add(Refusal.field("phone", "要求回访的，请留下电话号码", "to be called back, leave a phone number"));
    }
    if (!wrong.isEmpty() || division == null) return Outcome.refused(wrong);
    String code = report.secret() == null ? null : codeOf(report.id(), report.secret());
    if (!store.add(row(report, line, division, phone, code, moment(actor)))) {
      return earlier(report, code, actor);
    }
    return loops
        .open(opening(report, line, division), actor)
        .map(loop -> new Reported(loop.id(), loop.number(), code, true));
  }

  /** The grid or village said, or the grid under the position. */
  private @Nullable DivisionCode division(Report report) {
    if (report.division() != null) {
      return divisions.find(report.division()).map(Division::code).orElse(null);
    }
    if (report.lat() == null || report.lon() == null) return null;
    return divisions.at(report.lat(), report.lon()).map(Division::code).orElse(null);
  }

  private Instant moment(Actor actor) {
    return actor instanceof Actor.Automatic(String name, Instant stated, String told)
            && stated != null
        ? stated
        : clock.instant();
  }

  private EventStore.Row row(
      Report report,
      @Nullable Category line,
      DivisionCode division,
      String phone,
      @Nullable String code,
      Instant at) {
    boolean known = !phone.isEmpty();
    return new EventStore.Row(
        report,
        line == null ? null : line.version(),
        division,
        at,
        known ? personal.seal(phone) : null,
        known ? personal.digest(phone) : null,
        code == null ? null : personal.digest(code));
  }

  static Opening opening(Report report, @Nullable Category line, DivisionCode division) {
    Map<String, String> data = new HashMap<>();
    data.put("channel", report.channel().name());
    if (report.category() != null) data.put("category", report.category());
    if (line != null) data.put("list", Integer.toString(line.version()));
    // The words stay outside the entry, so that they can be erased; their digest proves them.
    data.put(EventWords.DIGEST, EventWords.digest(report.id(), report.words()));
    return new Opening(
            report.id(),
            EventLife.KIND,
            title(report, line),
            division,
            report.lat(),
            report.lon(),
            null,
            null,
            null,
            "",
            data,
            report.evidence())
        .knowing(Map.of(), report.about());
  }

  private static String title(Report report, @Nullable Category line) {
    String words = report.words().strip().replaceAll("\\s+", " ");
    String kind = line != null ? line.name().zh() : report.category();
    String title = kind == null ? words : words.isEmpty() ? kind : kind + "：" + words;
    return Shortened.shown(title, TITLE_LENGTH);
  }

  /** A report that came before: the same answer to whoever sent it then, and to nobody else. */
  private Outcome<Reported> earlier(Report report, @Nullable String code, Actor actor) {
    LoopId id = report.id();
    if (report.source() != null && report.externalRef() != null) {
      id = store.bySource(report.source(), report.externalRef()).orElse(id);
    }
    Loop loop = loops.find(id).orElse(null);
    boolean own =
        loop != null
            && (actor instanceof Actor.Automatic
                || (actor.person() != null && actor.person().equals(loop.openedBy()))
                || (code != null && holds(code, id)));
    if (loop == null || !own) {
      return Outcome.refused(TAKEN);
    }
    if (id.equals(report.id()) && !isSaidBy(report, id)) return Outcome.refused(TAKEN);
    boolean same = code != null && holds(code, id);
    return Outcome.done(new Reported(id, loop.number(), same ? code : null, false));
  }

  private static final Refusal TAKEN =
      Refusal.of(
          "already-exists",
          "这个编号已用于另一次上报，请再次提交",
          "this id was used for another report; please submit it again");

  /** Whether these very words were reported under the id: others must not be lost in silence. */
  private boolean isSaidBy(Report report, LoopId id) {
    return EventWords.digest(report.id(), report.words())
        .equals(loops.entries(id).getFirst().data().get(EventWords.DIGEST));
  }

  private boolean holds(String code, LoopId id) {
    return store.byTracking(personal.digest(code)).filter(id::equals).isPresent();
  }

  private static String codeOf(LoopId id, String secret) {
    return TrackingCode.of(Digests.sha256(id + "\n" + secret));
  }
}
