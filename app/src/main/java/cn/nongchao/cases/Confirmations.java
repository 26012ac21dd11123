package cn.nongchao.cases;

import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.Step;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Refusal;
import cn.nongchao.proof.Alerts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * What those named as having acted say to it. Whoever records an act names the others; each of them
 * confirms or objects in person. Until the last has confirmed it is not checked and has no code; an
 * objection returns it to whoever recorded it (decision record 0013).
 */
@Component
@Transactional
public class Confirmations {

  /** In the entry of a handling: who must say themselves that they acted. */
  static final String ASKED = "asked";

  /** In the entry of an answer: whose it is. */
  static final String OFFICER = "officer";

  private static final Set<String> TAKES_BACK =
      Set.of(EventMove.OFFICER_OBJECTED.name(), EventMove.OFFICERS_WITHDRAWN.name());

  private final Loops loops;
  private final EventFiles files;
  private final Roster roster;
  private final Enforcement enforcement;
  private final Alerts alerts;

  Confirmations(
      Loops loops, EventFiles files, Roster roster, Enforcement enforcement, Alerts alerts) {
    this.loops = loops;
    this.files = files;
    this.roster = roster;
    this.enforcement = enforcement;
    this.alerts = alerts;
  }

  /** How somebody stands to an act they are named in. */
  public enum Standing implements Titled {
    @Words(zh = "本人填报", en = "recorded it")
    RECORDED,
    @Words(zh = "本人确认", en = "confirmed")
    CONFIRMED,
    @Words(zh = "待本人确认", en = "has not confirmed yet")
    WAITING,
    @Words(zh = "由填报人列名，当时不要求确认", en = "named by whoever recorded it, was not asked then")
    NAMED
  }

  /**
   * One of those named.
   *
   * @param at when they recorded or confirmed it; null where they did neither
   */
  public record Word(PersonId officer, Standing standing, @Nullable Instant at) {}

  /** Those named in the last handling, as far as it stands; nobody where it was taken back. */
  public static List<Word> words(List<Entry> entries) {
    Entry handled = handled(entries);
    if (handled == null) return List.of();
    Map<PersonId, Instant> confirmed = new HashMap<>();
    for (Entry later : entries.subList(entries.indexOf(handled), entries.size())) {
      if (TAKES_BACK.contains(later.move())) return List.of();
      if (!later.move().equals(EventMove.OFFICER_CONFIRMED.name())) continue;
      Handling.persons(later, OFFICER).forEach(officer -> confirmed.put(officer, later.at()));
    }
    List<PersonId> asked = Handling.persons(handled, ASKED);
    return Handling.persons(handled, Handling.OFFICERS).stream()
        .distinct()
        .map(officer -> word(officer, handled, asked, confirmed.get(officer)))
        .toList();
  }

  private static Word word(
      PersonId officer, Entry handled, List<PersonId> asked, @Nullable Instant confirmed) {
    if (confirmed != null) return new Word(officer, Standing.CONFIRMED, confirmed);
    if (asked.contains(officer)) return new Word(officer, Standing.WAITING, null);
    return asked.isEmpty() && !officer.equals(handled.by())
        ? new Word(officer, Standing.NAMED, null)
        : new Word(officer, Standing.RECORDED, handled.at());
  }

  /** The last entry that says how it was handled. */
  public static @Nullable Entry handled(List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> entry.move().equals(EventMove.HANDLED.name()))
        .findFirst()
        .orElse(null);
  }

  /** Whoever makes the move says that they acted; with the last of them the act gets its code. */
  public Outcome<Loop> confirm(Step step, Actor actor) {
    return confirm(step, actor.person(), actor);
  }

  /** The same, where the system tells what somebody did. */
  public Outcome<Loop> confirm(Step step, @Nullable PersonId officer, Actor actor) {
    Loop loop = loops.find(step.loop()).orElse(null);
    if (loop == null) return Outcome.refused(Events.NONE);
    Entry handled = handled(loops.entries(loop.id()));
    if (handled != null && officer != null && loop.awaits().contains(officer)) {
      List<Refusal> unfit = unfit(loop, handled, officer);
      if (!unfit.isEmpty()) return Outcome.refused(unfit);
    }
    MoveOrder order =
        answer(step, EventMove.OFFICER_CONFIRMED, officer)
            .awaiting(loop.awaits().stream().filter(one -> !one.equals(officer)).toList());
    Outcome<Loop> moved = loops.move(order, actor);
    boolean last =
        moved instanceof Done<Loop>(Loop after)
            && after.version() == order.version() + 1
            && after.awaits().isEmpty();
    if (!last || handled == null) return moved;
    Outcome<Loop> issued = moved.then(after -> enforcement.recorded(after, handled, words(after)));
    if (!issued.isDone()) TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
    return issued;
  }

  private List<Word> words(Loop loop) {
    return words(loops.entries(loop.id()));
  }

  /**
   * A word of one's own also speaks for one's unit, so it must still be theirs. Licences count on
   * the day of the act: one that ran out since is no hindrance, one that was withdrawn is.
   */
  private List<Refusal> unfit(Loop loop, Entry handled, PersonId officer) {
    if (!roster.isOf(officer, files.hands(loop))) {
      return List.of(
          Refusal.of(
              "not-allowed",
              "您已不在承办或协办单位，不能代表它确认；可以提出异议，或请填报人撤回重填",
              "you are no longer of a unit that handles this or assists, and cannot confirm for it:"
                  + " object, or have it taken back and recorded anew"));
    }
    return enforcement.unlicensedThen(handled);
  }

  /** Whoever makes the move says that they did not act so; supervision is told. */
  public Outcome<Loop> object(Step step, Actor actor) {
    return object(step, actor.person(), actor);
  }

  /** The same, where the system tells what somebody did. */
  public Outcome<Loop> object(Step step, @Nullable PersonId officer, Actor actor) {
    boolean again = loops.entry(step.entry()).isPresent();
    MoveOrder order = answer(step, EventMove.OFFICER_OBJECTED, officer).awaiting(List.of());
    Outcome<Loop> moved = loops.move(order, actor);
    if (!again && moved instanceof Done<Loop>(Loop loop)) {
      alerts.objected(loop.number(), "/events/" + loop.id(), loop.division());
    }
    return moved;
  }

  /** What waits for somebody's word is taken back, to be recorded anew. */
  public Outcome<Loop> withdraw(Step step, Actor actor) {
    return loops.move(answer(step, EventMove.OFFICERS_WITHDRAWN, null).awaiting(List.of()), actor);
  }

  private static MoveOrder answer(Step step, EventMove move, @Nullable PersonId officer) {
    return MoveOrder.of(step.entry(), step.loop(), step.version(), move, step.note())
        .showing(step.evidence())
        .with(officer == null ? Map.of() : Map.of(OFFICER, officer.toString()));
  }
}
