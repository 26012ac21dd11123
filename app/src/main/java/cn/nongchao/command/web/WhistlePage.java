package cn.nongchao.command.web;

import cn.nongchao.command.Arrival;
import cn.nongchao.command.Call;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.Stage;
import cn.nongchao.people.Division;
import cn.nongchao.platform.Typed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One whistle, with the call it belongs to and everybody called.
 *
 * @param view the viewed unit's own loop
 * @param about what it was called for; null for nothing, or nothing the viewer may see
 * @param can names of the moves the viewer may make on this unit's loop
 * @param ends whether the viewer may end the whole call
 * @param grids to choose from when reporting in without a measured position
 * @param form which form was sent and refused; empty for none
 */
public record WhistlePage(
    LoopView view,
    Call call,
    @Nullable Loop about,
    List<Unit> units,
    List<String> can,
    boolean ends,
    List<Division> grids,
    String form,
    Typed typed,
    String entry) {

  /**
   * @param arrival null until it reports in
   */
  public record Unit(Loop loop, String name, Stage stage, @Nullable Arrival arrival) {}

  public WhistlePage {
    units = List.copyOf(units);
    can = List.copyOf(can);
    grids = List.copyOf(grids);
  }

  public boolean can(String move) {
    return can.contains(move);
  }

  public long present() {
    return units.stream()
        .filter(u -> u.arrival() != null && !u.loop().stage().equals("CALLED"))
        .count();
  }

  /** Whether there is still somebody to wait for or at work, so that the page looks again. */
  public boolean live() {
    return units.stream().anyMatch(u -> u.loop().isOpen());
  }

  /** What was typed into the form sent; empty for others. */
  public String typed(String move, String field) {
    return form.equals(move) ? typed.one(field) : "";
  }
}
