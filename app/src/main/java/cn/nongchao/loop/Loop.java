package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one loop stands.
 *
 * @param number short name for people to say and write, like {@code SJ-261122-000042}
 * @param version counts the entries; whoever moves it says which version they saw
 * @param handler the organisation it is with
 * @param assignee the person it is with
 * @param stageDue when the stage's time runs out; null without limit or while the clock stops
 * @param due when the whole must be closed; null without limit
 * @param closedAt null while open
 * @param escalation how many times the clock has raised it
 * @param facts of the kind, as its record keeps them; empty for a kind without
 * @param about the loop it hangs on; null for none
 * @param awaits whom it waits for by name: nobody else leads it on until each has answered
 * @param lead who answers for its matter where another unit may have it in hand; null for none
 */
public record Loop(
    LoopId id,
    String kind,
    String number,
    String title,
    String stage,
    int version,
    DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable OrganisationId handler,
    @Nullable PersonId assignee,
    @Nullable PersonId openedBy,
    Instant openedAt,
    Instant stageSince,
    @Nullable Instant stageDue,
    @Nullable Instant due,
    @Nullable Instant pausedAt,
    @Nullable String pausedFrom,
    @Nullable Instant closedAt,
    int escalation,
    Map<String, ?> facts,
    @Nullable LoopId about,
    List<PersonId> awaits,
    @Nullable OrganisationId lead)
    implements Placed {

  public Loop {
    facts = Map.copyOf(facts);
    awaits = List.copyOf(awaits);
  }

  @Override
  public DivisionCode place() {
    return division;
  }

  public boolean isOpen() {
    return closedAt == null;
  }

  /** When somebody must have acted next; empty without limit or while the clock stops. */
  public Optional<Instant> nextDue() {
    if (stageDue == null) return Optional.ofNullable(due);
    return Optional.of(due != null && due.isBefore(stageDue) ? due : stageDue);
  }

  public boolean isLate(Instant now) {
    Instant end = closedAt == null ? now : closedAt;
    return due != null && due.isBefore(end);
  }

  public boolean isStageLate(Instant now) {
    return isOpen() && stageDue != null && stageDue.isBefore(now);
  }

  Loop numbered(String name) {
    return new Loop(
        id,
        kind,
        name,
        title,
        stage,
        version,
        division,
        lat,
        lon,
        handler,
        assignee,
        openedBy,
        openedAt,
        stageSince,
        stageDue,
        due,
        pausedAt,
        pausedFrom,
        closedAt,
        escalation,
        facts,
        about,
        awaits,
        lead);
  }

  Loop raised() {
    return new Loop(
        id,
        kind,
        number,
        title,
        stage,
        version,
        division,
        lat,
        lon,
        handler,
        assignee,
        openedBy,
        openedAt,
        stageSince,
        stageDue,
        due,
        pausedAt,
        pausedFrom,
        closedAt,
        escalation + 1,
        facts,
        about,
        awaits,
        lead);
  }

  /** The same for whoever is told which unit has it in hand, and not who. */
  Loop withoutPersons() {
    return new Loop(
        id,
        kind,
        number,
        title,
        stage,
        version,
        division,
        lat,
        lon,
        handler,
        null,
        openedBy,
        openedAt,
        stageSince,
        stageDue,
        due,
        pausedAt,
        pausedFrom,
        closedAt,
        escalation,
        facts,
        about,
        List.of(),
        lead);
  }
}
