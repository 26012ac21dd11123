package cn.nongchao.loop;

import cn.nongchao.loop.Rules.Decided;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A history after every step of it has passed the rules; ready to be written. */
record Life(List<Decided> steps) {

  Life {
    steps = List.copyOf(steps);
  }

  /** The loop as it stands at the end. */
  Loop loop() {
    return steps.getLast().loop();
  }

  Held held() {
    return steps.getLast().held();
  }

  Instant openedAt() {
    return loop().openedAt();
  }

  static Outcome<Life> of(History history, Rules rules, Instant now) {
    Instant at = history.opened().truncatedTo(ChronoUnit.MICROS);
    List<Decided> lived = new ArrayList<>();
    Outcome<Decided> next = rules.open(history.opening(), actor(history, at), at);
    for (History.Step step : history.steps()) {
      if (!(next instanceof Done<Decided>(Decided before))) break;
      lived.add(before);
      Instant then = step.at().truncatedTo(ChronoUnit.MICROS);
      if (then.isBefore(at)) return Outcome.refused(backwards(step));
      at = then;
      next = rules.move(before.held(), order(step, before.loop()), actor(history, at), at);
    }
    if (at.isAfter(now)) return Outcome.refused(ahead());
    if (next instanceof Done<Decided>(Decided last)) {
      lived.add(last);
      return Outcome.done(new Life(lived));
    }
    return ((Refused<Decided>) next).as();
  }

  private static Actor actor(History history, Instant at) {
    return new Actor.Automatic(history.source(), at);
  }

  private static MoveOrder order(History.Step step, Loop loop) {
    return MoveOrder.of(step.entry(), loop, step.move(), step.note())
        .with(step.data())
        .to(step.handler(), null);
  }

  private static Refusal backwards(History.Step step) {
    return Refusal.of(
        "bad-input",
        "“" + step.move().title().zh() + "”的时间早于前一步",
        "“" + step.move().title().en() + "” is dated before the step ahead of it");
  }

  private static Refusal ahead() {
    return Refusal.of("bad-input", "时间在将来", "it is dated in the future");
  }
}
