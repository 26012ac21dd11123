package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a form makes of a loop to be opened.
 *
 * @param until last day on which it must be closed; null for the life cycle's own allowance
 * @param facts the kind's own; null for a kind without
 * @param about the loop it hangs on; null for none
 */
public record Beginning(
    String title,
    DivisionCode place,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable OrganisationId handler,
    @Nullable PersonId assignee,
    @Nullable LocalDate until,
    @Nullable Object facts,
    @Nullable LoopId about) {

  public static Beginning of(String title, DivisionCode place) {
    return new Beginning(title, place, null, null, null, null, null, null, null);
  }

  public Beginning at(@Nullable Double north, @Nullable Double east) {
    return new Beginning(title, place, north, east, handler, assignee, until, facts, about);
  }

  public Beginning with(@Nullable OrganisationId unit, @Nullable PersonId person) {
    return new Beginning(title, place, lat, lon, unit, person, until, facts, about);
  }

  public Beginning until(@Nullable LocalDate lastDay) {
    return new Beginning(title, place, lat, lon, handler, assignee, lastDay, facts, about);
  }

  public Beginning knowing(Object known) {
    return new Beginning(title, place, lat, lon, handler, assignee, until, known, about);
  }

  public Beginning about(@Nullable LoopId loop) {
    return new Beginning(title, place, lat, lon, handler, assignee, until, facts, loop);
  }
}
