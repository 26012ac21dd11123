package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.places.MapStarts.By;
import cn.nongchao.people.places.MapStarts.Position;
import cn.nongchao.people.places.MapStarts.Start;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The map editor of a street or village: its villages and grids, drawn or not.
 *
 * @param names what each grid is called, by code
 * @param start null where nobody knows where the street lies
 */
public record DivisionMapPage(
    DivisionCode at,
    String path,
    List<Division> villages,
    List<Division> grids,
    Map<String, String> names,
    @Nullable Start start) {

  public DivisionMapPage {
    villages = List.copyOf(villages);
    grids = List.copyOf(grids);
    names = Map.copyOf(names);
  }

  /** The street the map is of, though a village of it be edited. */
  public String street() {
    return at.value().substring(0, Level.STREET.digits());
  }

  /** West, south, east and north for the script; empty where nobody knows. */
  public String box() {
    return start == null
        ? ""
        : "%s,%s,%s,%s"
            .formatted(
                start.box().west(), start.box().south(), start.box().east(), start.box().north());
  }

  /** Whether it may be said where the map begins: nothing of the street itself is drawn. */
  public boolean asks() {
    return start == null || start.by() != By.ITS_OUTLINES;
  }

  public Position fresh() {
    return Position.of(at);
  }
}
