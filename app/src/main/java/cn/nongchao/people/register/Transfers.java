package cn.nongchao.people.register;

import cn.nongchao.form.Field;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.TransferPeriods.Began;
import cn.nongchao.people.register.TransferPeriods.Ended;
import cn.nongchao.people.register.TransferStore.Ordered;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.Instant;
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
  private final TransferPeriods periods;
  private final Persons persons;
  private final Handing handing;
  private final Audit audit;

  Transfers(
      TransferStore store, TransferPeriods periods, Persons persons, Handing handing, Audit audit) {
    this.store = store;
    this.periods = periods;
    this.persons = persons;
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
    List<Ended> ended = periods.end(person, store.moment(day));
    Outcome<List<Began>> begun = periods.begin(person, transfer, scope);
    if (!(begun instanceof Outcome.Done<List<Began>>(List<Began> began))) {
      return ((Outcome.Refused<List<Began>>) begun).as();
    }
    store.remember(transfer.id(), began, ended);
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

  /** A day on which a move shall be made. */
  public record Day(
      @Field(zh = "改到哪天", en = "To which day", hintZh = "从今天起", hintEn = "From today on")
          LocalDate day) {}

  private static final Refusal NONE =
      Refusal.of("not-found", "没有尚未执行的这次调动", "there is no such move that is still to come");

  /** Calls off a move before its day: posts and grants go on as if it had not been ordered. */
  @Transactional
  public Outcome<PersonId> cancel(PersonId person, UUID transfer, Scope scope) {
    return ahead(person, transfer, scope)
        .map(ordered -> {
          periods.goOn(ordered.ended(), store.moment(ordered.day()));
          periods.neverBegin(ordered.began());
          store.cancelled(transfer);
          audit.record(
              "person-move-cancelled",
              scope.by(),
              person.toString(),
              Map.of(
                  "to", ordered.organisation().toString(), "from day", ordered.day().toString()));
          return person;
        });
  }

  /** Puts a move that is to come on another day. */
  @Transactional
  public Outcome<PersonId> putOn(PersonId person, UUID transfer, Day wish, Scope scope) {
    if (wish.day().isBefore(store.today())) {
      return Outcome.refused(
          Refusal.field("day", "日期已过；请选今天或以后的一天", "that day is past: today or later"));
    }
    return ahead(person, transfer, scope)
        .then(ordered -> {
          Instant begin = store.moment(wish.day());
          periods.endOn(ordered.ended(), store.moment(ordered.day()), begin);
          periods.beginOn(ordered.began(), begin);
          store.putOn(transfer, wish.day());
          audit.record(
              "person-move-put-off",
              scope.by(),
              person.toString(),
              Map.of("to", ordered.organisation().toString(), "from day", wish.day().toString()));
          return wish.day().isAfter(store.today())
              ? Outcome.done(person)
              : takeEffect(store.hold(transfer).orElseThrow());
        });
  }

  private Outcome<Ordered> ahead(PersonId person, UUID transfer, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (reachable instanceof Outcome.Refused<PersonId> refused) return refused.as();
    store.oneAtATime(person);
    return store
        .hold(transfer)
        .filter(ordered -> ordered.person().equals(person))
        .filter(ordered -> ordered.day().isAfter(store.today()))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(NONE));
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
