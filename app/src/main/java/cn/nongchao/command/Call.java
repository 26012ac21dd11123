package cn.nongchao.command;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call for units to come.
 *
 * @param id made by the client; calling twice with one id is calling once
 * @param lat WGS 84; null where only the division is known
 * @param radius metres around the point within which a unit counts as there
 * @param minutes to report in
 * @param about the loop it is called for, such as an event; null for none
 * @param units called, each once
 */
public record Call(
    UUID id,
    String title,
    String note,
    DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    int radius,
    int minutes,
    @Nullable LoopId about,
    List<OrganisationId> units) {

  public Call {
    units = units.stream().distinct().toList();
  }
}
