package cn.nongchao.cases;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Served;
import cn.nongchao.people.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which places a person chooses from: their own, down to grids; a passer-by's, the streets served.
 */
@Component
public class Places {

  private final Divisions divisions;
  private final Served served;

  Places(Divisions divisions, Served served) {
    this.divisions = divisions;
    this.served = served;
  }

  /**
   * The smallest place that holds everything the viewer works in; where that is more than a street,
   * or the viewer has none, the streets served within it.
   */
  public List<DivisionCode> of(@Nullable Viewer viewer) {
    Set<DivisionCode> own = viewer == null ? Set.of() : viewer.places();
    List<DivisionCode> places =
        own.stream().filter(code -> !code.equals(DivisionCode.ALL)).toList();
    DivisionCode common = places.isEmpty() ? DivisionCode.ALL : places.getFirst();
    for (DivisionCode place : places) {
      while (!common.contains(place)) common = common.parent();
    }
    if (common.value().length() >= Level.STREET.digits()) return List.of(common);
    DivisionCode around = common;
    return served.streets().stream().filter(around::contains).toList();
  }

  /** Villages, for a filter; empty for somebody who works in one. */
  public List<Division> villages(Viewer viewer) {
    return Divisions.inOrder(below(of(viewer), Level.VILLAGE));
  }

  /** Villages, each followed by its grids, by code. */
  public List<Division> places(Viewer viewer) {
    List<DivisionCode> areas = of(viewer);
    List<Division> all = new ArrayList<>(below(areas, Level.VILLAGE));
    all.addAll(below(areas, Level.GRID));
    all.removeIf(one -> !divisions.today(one.code()).equals(one.code()));
    return Divisions.inOrder(all);
  }

  /** Villages and communities for whoever comes, but those left out. */
  public List<Division> open() {
    return Divisions.inOrder(served.villages());
  }

  /** Whether a report of whoever comes may name it. */
  public boolean isOpen(DivisionCode place) {
    return place.value().length() >= Level.VILLAGE.digits() && served.holds(place);
  }

  /** The place itself, or what took its place: a code on a wall names one that is no more. */
  public DivisionCode today(DivisionCode place) {
    return divisions.today(place);
  }

  /** As people tell it from others here. */
  public String name(Division place) {
    return served.name(place);
  }

  private List<Division> below(List<DivisionCode> areas, Level level) {
    List<Division> all = new ArrayList<>();
    for (DivisionCode area : areas) {
      if (area.value().length() < level.digits()) all.addAll(divisions.below(area, level));
    }
    return all;
  }
}
