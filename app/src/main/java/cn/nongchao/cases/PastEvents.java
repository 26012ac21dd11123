package cn.nongchao.cases;

import cn.nongchao.loop.History;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in events lived in another system, many at once: each report passes the intake's checks and
 * each step the loop's own.
 */
@Component
public class PastEvents {

  private final EventStore store;
  private final Loops loops;

  PastEvents(EventStore store, Loops loops) {
    this.store = store;
    this.loops = loops;
  }

  /**
   * In one transaction.
   *
   * @param actor what acts, named on the entries
   * @param list the responsibility list in force, by code
   * @return for each event true where it is new, false where it is here already by its source's
   *     reference, or why it was refused
   */
  @Transactional
  public List<Outcome<Boolean>> takeIn(
      String actor, List<PastEvent> events, Map<String, Category> list) {
    Set<String> here = store.known(events.stream().map(PastEvent::report).toList());
    List<@Nullable Outcome<Boolean>> answers = new ArrayList<>();
    List<PastEvent> fresh = new ArrayList<>();
    Set<String> seen = new HashSet<>(here);
    for (PastEvent event : events) {
      Report report = event.report();
      List<Refusal> wrong = IntakeRules.check(report, line(event, list), report.division());
      if (!wrong.isEmpty()) {
        answers.add(Outcome.refused(wrong));
      } else if (!seen.add(EventStore.reference(event.report()))) {
        answers.add(Outcome.done(false));
      } else {
        fresh.add(event);
        answers.add(null);
      }
    }
    List<Outcome<Boolean>> taken =
        loops.takeIn(fresh.stream().map(event -> history(actor, event, list)).toList());
    List<EventStore.Row> rows = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      if (taken.get(i) instanceof Done<Boolean>(Boolean isNew) && isNew) {
        rows.add(row(fresh.get(i), list));
      }
    }
    store.addAll(rows);
    var next = taken.iterator();
    return answers.stream().map(known -> known == null ? next.next() : known).toList();
  }

  private static @Nullable Category line(PastEvent event, Map<String, Category> list) {
    String code = event.report().category();
    return code == null ? null : list.get(code);
  }

  private static History history(String actor, PastEvent event, Map<String, Category> list) {
    Opening opening = Intake.opening(event.report(), line(event, list), division(event));
    Map<String, Object> data = new HashMap<>(opening.data());
    data.put("source", String.valueOf(event.report().source()));
    data.put("ref", String.valueOf(event.report().externalRef()));
    return new History(
        actor, opening.within(event.total()).with(data), event.opened(), event.steps());
  }

  private static EventStore.Row row(PastEvent event, Map<String, Category> list) {
    Category line = line(event, list);
    return new EventStore.Row(
        event.report(),
        line == null ? null : line.version(),
        division(event),
        event.opened(),
        null,
        null,
        null);
  }

  private static DivisionCode division(PastEvent event) {
    return Objects.requireNonNull(event.report().division());
  }
}
