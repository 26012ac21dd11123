package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A loop to be opened.
 *
 * @param id made by the client; opening twice with one id is opening once
 * @param total how long the whole may take; null for the life cycle's own
 * @param first how long the first stage may last; null for the life cycle's own
 * @param note free words, shown in the timeline
 * @param facts of the kind, as its record keeps them
 * @param about the loop it hangs on
 * @param until when it must be closed, in place of {@code total}; null for that
 */
public record Opening(
    LoopId id,
    String kind,
    String title,
    DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable OrganisationId handler,
    @Nullable PersonId assignee,
    @Nullable Allowance total,
    @Nullable Allowance first,
    String note,
    Map<String, ?> data,
    List<UUID> evidence,
    Map<String, ?> facts,
    @Nullable LoopId about,
    @Nullable Instant until) {

  public Opening {
    data = Map.copyOf(data);
    evidence = List.copyOf(evidence);
    facts = Map.copyOf(facts);
  }

  /** With the life cycle's own allowance for the first stage. */
  public Opening(
      LoopId id,
      String kind,
      String title,
      DivisionCode division,
      @Nullable Double lat,
      @Nullable Double lon,
      @Nullable OrganisationId handler,
      @Nullable PersonId assignee,
      @Nullable Allowance total,
      String note,
      Map<String, ?> data,
      List<UUID> evidence) {
    this(
        id, kind, title, division, lat, lon, handler, assignee, total, null, note, data, evidence,
        Map.of(), null, null);
  }

  public Opening within(@Nullable Allowance whole) {
    return new Opening(
        id, kind, title, division, lat, lon, handler, assignee, whole, first, note, data, evidence,
        facts, about, until);
  }

  public Opening beginningWithin(@Nullable Allowance stage) {
    return new Opening(
        id, kind, title, division, lat, lon, handler, assignee, total, stage, note, data, evidence,
        facts, about, until);
  }

  public Opening with(Map<String, ?> said) {
    return new Opening(
        id, kind, title, division, lat, lon, handler, assignee, total, first, note, said, evidence,
        facts, about, until);
  }

  /** With the kind's own facts, and the loop it hangs on. */
  public Opening knowing(Map<String, ?> known, @Nullable LoopId of) {
    return new Opening(
        id, kind, title, division, lat, lon, handler, assignee, total, first, note, data, evidence,
        known, of, until);
  }

  /** To be closed by a moment, whenever it is opened. */
  public Opening until(@Nullable Instant end) {
    return new Opening(
        id, kind, title, division, lat, lon, handler, assignee, total, first, note, data, evidence,
        facts, about, end);
  }
}
