package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.TransferStore.Ordered;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves persons to another unit: what they held ends on the day on which what they get begins, and
 * their open work goes where it was said. What lies ahead is written at once, as grants and posts
 * have periods; unit and work follow on the day.
 */
@Component
public class Transfers {

  private static final Refusal MOVED =
      Refusal.field(
          "organisation",
          "此人在原单位还有工作或角色，请用“调动”，由其移交后再走",
          "work or roles hang on them in the unit they are of: order a transfer, which hands over");

  private final TransferStore store;
  private final Persons persons;
  private final Grants grants;
  private final Papers papers;
  private final Handing handing;
  private final Audit audit;

  Transfers(
      TransferStore store,
      Persons persons,
      Grants grants,
      Papers papers,
      Handing handing,
      Audit audit) {
    this.store = store;
    this.persons = persons;
    this.grants = grants;
    this.papers = papers;
    this.handing = handing;
    this.audit = audit;
  }

  /** Moves somebody; moved before under the same id, they stay as they are. */
  @Transactional
  public Outcome<PersonId> move(PersonId person, Transfer transfer, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    store.oneAtATime(person);
    LocalDate day = transfer.from() == null ? store.today() : transfer.from();
    if (!store.insert(person, transfer, day, scope.by())) {
      return persons.added("transfers", transfer.id(), person).map(known -> person);
    }
    List<Refusal> wrong = unfit(person, transfer, day);
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    store.supersede(person, transfer.id(), day);
    store.endWhatIsHeld(person, day);
    Outcome<?> begun = begin(person, transfer, scope);
    if (begun instanceof Outcome.Refused<?> refused) return refused.as();
    audit.record(
        "person-moved",
        scope.by(),
        person.toString(),
        Map.of("to", transfer.organisation().toString(), "from day", day.toString()));
    return day.isAfter(store.today())
        ? Outcome.done(person)
        : takeEffect(store.hold(transfer.id()).orElseThrow());
  }

  /** Changes a person; one disabled hands over what they have in hand, or leaves it knowingly. */
  @Transactional
  public Outcome<PersonId> change(PersonId person, PersonChange typed, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    if (!typed.active() && handing.isHere(person)) {
      store.oneAtATime(person);
      List<Refusal> wrong = handing.unfit(typed.handOvers(), person);
      if (!wrong.isEmpty()) return Outcome.refused(wrong);
      Outcome<PersonId> given = handing.over(typed.handOvers(), person, scope.by());
      if (!given.isDone()) return given;
      Refusal left = Handing.left(handing.on(person).size(), 0, typed.leaving());
      if (left != null) return Outcome.refused(left);
    }
    if (typed.active() && handing.isHere(person) && isMoved(person, typed)) {
      return Outcome.refused(MOVED);
    }
    return persons.change(person, typed, scope);
  }

  /** Whether work or roles would be left behind in the unit that somebody is of now. */
  private boolean isMoved(PersonId person, PersonChange typed) {
    TransferStore.Leaving leaving = store.leaving(person, typed.person().organisation());
    return leaving.unit() && (leaving.roles() || !handing.on(person).isEmpty());
  }

  private List<Refusal> unfit(PersonId person, Transfer transfer, LocalDate day) {
    if (day.isBefore(store.today())) {
      return List.of(
          Refusal.field("from", "日期已过；调动从今天或以后的一天起", "that day is past: from today or later"));
    }
    if (persons.isLastAdministrator(person)) return List.of(Persons.LAST);
    return handing.unfit(transfer.handOvers(), person);
  }

  private Outcome<?> begin(PersonId person, Transfer transfer, Scope scope) {
    Outcome<UUID> begun = papers.add(person, transfer.post(Ids.next()), scope);
    for (NewGrant grant : transfer.grants()) {
      begun = begun.then(done -> grants.give(person, grant, scope));
    }
    return begun;
  }

  private Outcome<PersonId> takeEffect(Ordered ordered) {
    Outcome<PersonId> given = handing.over(ordered.handOvers(), ordered.person(), ordered.by());
    if (!given.isDone()) return given;
    store.belongs(ordered.person(), ordered.organisation());
    store.done(ordered.id());
    return given;
  }

  /** Those whose day has come. */
  List<UUID> due() {
    return store.due();
  }

  /** Moves somebody whose day has come, unless another node does. */
  @Transactional
  public Outcome<PersonId> onItsDay(UUID transfer) {
    return store
        .hold(transfer)
        .map(this::takeEffect)
        .orElseGet(() -> Outcome.refused(Refusal.of("not-now", "已办理", "it is done")));
  }
}
