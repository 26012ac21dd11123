package cn.nongchao.cases;

import cn.nongchao.cases.Confirmations.Word;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.CreditCode;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What handling by enforcement must satisfy: two officers at least (行政处罚法 2021 第四十二条), the one who
 * records it among them, the others by their own word ({@link Confirmations}).
 */
@Component
class Enforcement {

  private final People people;
  private final Settings settings;
  private final Clock clock;
  private final ActCodes codes;

  Enforcement(People people, Settings settings, Clock clock, ActCodes codes) {
    this.people = people;
    this.settings = settings;
    this.clock = clock;
    this.codes = codes;
  }

  /** Who must say themselves that they acted: all named but whoever records it. */
  static List<PersonId> asked(Handling handling, @Nullable PersonId recorder) {
    return handling.officers().stream()
        .distinct()
        .filter(officer -> !officer.equals(recorder))
        .toList();
  }

  /** Whether the act just recorded could be given its code, once all named in it confirm. */
  Outcome<Loop> foreseen(Loop loop, Entry handled) {
    return act(loop, handled, List.of())
        .map(act -> codes.foreseen(act).map(ok -> loop))
        .orElseGet(() -> Outcome.done(loop));
  }

  /** Once all have confirmed, the act gets its code; handling without an act gets none. */
  Outcome<Loop> recorded(Loop loop, Entry handled, List<Word> words) {
    return act(loop, handled, words)
        .map(act -> codes.issue(act).map(code -> loop))
        .orElseGet(() -> Outcome.done(loop));
  }

  private Optional<ActCodes.Recorded> act(Loop loop, Entry handled, List<Word> words) {
    Handling handling = Handling.of(handled);
    Act act = handling.act();
    return act == null
        ? Optional.empty()
        : Optional.of(new ActCodes.Recorded(loop, handled, handling, act, words));
  }

  /** Those named in a recorded act who had no licence on its day, as is known now. */
  List<Refusal> unlicensedThen(Entry handled) {
    Handling handling = Handling.of(handled);
    if (handling.disposition() != Disposition.ENFORCE) return List.of();
    LocalDate day = day(handled.at());
    return handling.officers().stream()
        .filter(officer -> !people.qualified(officer, Qualification.LAW_ENFORCEMENT, day))
        .map(officer -> people.name(officer))
        .map(name ->
            Refusal.of(
                "not-allowed",
                name + "执法当日没有有效的行政执法证，不能确认；请提出异议，或请填报人撤回重填",
                name
                    + " had no law-enforcement licence on the day of the act; object, or have it"
                    + " taken back and recorded anew"))
        .toList();
  }

  List<Refusal> check(Handling handling, Actor actor) {
    if (handling.disposition() != Disposition.ENFORCE) return checkNoAct(handling);
    List<Refusal> wrong = new ArrayList<>();
    if (handling.act() == null) {
      wrong.add(Refusal.field("act", "请选择执法行为", "choose what was done in law"));
    }
    if (Set.copyOf(handling.officers()).size() < 2) {
      wrong.add(
          Refusal.field("officers", "执法应由两名以上执法人员进行", "enforcement takes at least two officers"));
    }
    wrong.addAll(unlicensed(handling, actor));
    String subject = handling.subject().strip();
    if (!subject.isEmpty() && CreditCode.read(subject) instanceof Outcome.Refused<CreditCode>) {
      wrong.add(
          Refusal.field(
              "subject",
              "统一社会信用代码不正确，请核对 18 位代码；对个人执法请留空",
              "not a unified social credit code of 18 characters; leave it empty for a person"));
    }
    return wrong;
  }

  /** By name: whoever records it is told of their own licence, even where they left it unticked. */
  private List<Refusal> unlicensed(Handling handling, Actor actor) {
    List<Refusal> wrong = new ArrayList<>();
    PersonId acting = actor.person();
    Set<PersonId> enforcing = new LinkedHashSet<>(handling.officers());
    boolean left = acting != null && enforcing.add(acting);
    LocalDate day = day(actor);
    for (PersonId officer : enforcing) {
      if (people.qualified(officer, Qualification.LAW_ENFORCEMENT, day)) continue;
      String name = people.name(officer);
      wrong.add(unlicensed(name));
    }
    if (left && wrong.isEmpty()) {
      wrong.add(
          Refusal.field(
              "officers", "填报人应为执法人员之一", "whoever records it must be one of the officers"));
    }
    return wrong;
  }

  static Refusal unlicensed(String name) {
    return Refusal.field(
        "officers",
        name + "没有当日有效的行政执法证，不能执法",
        name + " has no law-enforcement licence valid on the day");
  }

  private LocalDate day(Actor actor) {
    Instant at =
        actor instanceof Actor.Automatic(String name, Instant stated, String told) && stated != null
            ? stated
            : clock.instant();
    return day(at);
  }

  private LocalDate day(Instant at) {
    return at.atZone(settings.zone()).toLocalDate();
  }

  private static List<Refusal> checkNoAct(Handling handling) {
    return handling.act() == null
        ? List.of()
        : List.of(Refusal.field("act", "只有执法才有执法行为", "only enforcement carries an act of law"));
  }
}
