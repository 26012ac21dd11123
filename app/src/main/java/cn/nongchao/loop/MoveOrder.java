package cn.nongchao.loop;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move somebody asks for.
 *
 * @param entry id of the entry to be, made by the client: sent twice, done once
 * @param version of the loop the person saw; a later one means somebody moved first
 * @param handler the organisation it is with from now on; null leaves it
 * @param assignee the person it is with from now on; null leaves it, except that a new handler
 *     clears it
 * @param total a new allowance for the whole, counted from the opening; null leaves it
 * @param sharers organisations that take part and may read from now on
 * @param facts of the kind from now on; null leaves them
 * @param awaits whom the loop waits for by name from now on, who may read it; null leaves them
 * @param lead who answers for its matter and may read from now on; a new handler clears it
 */
public record MoveOrder(
    UUID entry,
    LoopId loop,
    int version,
    Move move,
    String note,
    Map<String, ?> data,
    List<UUID> evidence,
    @Nullable OrganisationId handler,
    @Nullable PersonId assignee,
    @Nullable Allowance total,
    List<OrganisationId> sharers,
    @Nullable Map<String, ?> facts,
    @Nullable List<PersonId> awaits,
    @Nullable OrganisationId lead) {

  public MoveOrder {
    data = Map.copyOf(data);
    evidence = List.copyOf(evidence);
    sharers = List.copyOf(sharers);
    awaits = awaits == null ? null : List.copyOf(awaits);
  }

  public static MoveOrder of(UUID entry, Loop loop, Move move, String note) {
    return of(entry, loop.id(), loop.version(), move, note);
  }

  public static MoveOrder of(UUID entry, LoopId loop, int version, Move move, String note) {
    return new MoveOrder(
        entry, loop, version, move, note, Map.of(), List.of(), null, null, null, List.of(), null,
        null, null);
  }

  public MoveOrder with(Map<String, ?> said) {
    return new MoveOrder(
        entry, loop, version, move, note, said, evidence, handler, assignee, total, sharers, facts,
        awaits, lead);
  }

  public MoveOrder showing(List<UUID> files) {
    return new MoveOrder(
        entry, loop, version, move, note, data, files, handler, assignee, total, sharers, facts,
        awaits, lead);
  }

  public MoveOrder to(@Nullable OrganisationId organisation, @Nullable PersonId person) {
    return new MoveOrder(
        entry,
        loop,
        version,
        move,
        note,
        data,
        evidence,
        organisation,
        person,
        total,
        sharers,
        facts,
        awaits,
        lead);
  }

  public MoveOrder within(@Nullable Allowance whole) {
    return new MoveOrder(
        entry, loop, version, move, note, data, evidence, handler, assignee, whole, sharers, facts,
        awaits, lead);
  }

  public MoveOrder sharedWith(List<OrganisationId> organisations) {
    return new MoveOrder(
        entry,
        loop,
        version,
        move,
        note,
        data,
        evidence,
        handler,
        assignee,
        total,
        organisations,
        facts,
        awaits,
        lead);
  }

  /** The kind's facts as they are from now on. */
  public MoveOrder knowing(Map<String, ?> known) {
    return new MoveOrder(
        entry, loop, version, move, note, data, evidence, handler, assignee, total, sharers, known,
        awaits, lead);
  }

  /** Under which name a move says which organisations take part beside the one that handles. */
  public static final String ASSISTING = "assisting";

  /** Whom the loop waits for by name from now on; nobody where all have answered. */
  public MoveOrder awaiting(List<PersonId> persons) {
    return new MoveOrder(
        entry, loop, version, move, note, data, evidence, handler, assignee, total, sharers, facts,
        persons, lead);
  }

  /** Who answers for its matter, whoever has it in hand. */
  public MoveOrder ledBy(@Nullable OrganisationId organisation) {
    return new MoveOrder(
        entry,
        loop,
        version,
        move,
        note,
        data,
        evidence,
        handler,
        assignee,
        total,
        sharers,
        facts,
        awaits,
        organisation);
  }
}
