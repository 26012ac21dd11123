package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Step;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What handling by enforcement must satisfy: two officers at least (行政处罚法 2021 第四十二条), the one who
 * records it among them.
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

  /** Once it is recorded, the act gets its code; handling without an act gets none. */
  Outcome<Loop> recorded(
      Loop loop, Step step, Handling handling, @Nullable Category line, Actor actor) {
    Act act = handling.act();
    if (act == null) return Outcome.done(loop);
    return codes.issue(loop, step, handling, act, line, day(actor)).map(code -> loop);
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
    return at.atZone(settings.zone()).toLocalDate();
  }

  private static List<Refusal> checkNoAct(Handling handling) {
    return handling.act() == null
        ? List.of()
        : List.of(Refusal.field("act", "只有执法才有执法行为", "only enforcement carries an act of law"));
  }
}
