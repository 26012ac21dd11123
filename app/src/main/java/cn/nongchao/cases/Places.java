package cn.nongchao.cases;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which places a person chooses from: their own, down to grids. */
@Component
public class Places {

  private final Divisions divisions;

  Places(Divisions divisions) {
    this.divisions = divisions;
  }

  /**
   * The smallest place that holds everything the viewer works in; a street where none is known, as
   * for somebody without an account.
   */
  public DivisionCode of(@Nullable Viewer viewer) {
    Set<DivisionCode> own = viewer == null ? Set.of() : viewer.places();
    List<DivisionCode> places =
        own.stream().filter(code -> !code.equals(DivisionCode.ALL)).toList();
    DivisionCode common = places.isEmpty() ? DivisionCode.ALL : places.getFirst();
    for (DivisionCode place : places) {
      while (!common.contains(place)) common = common.parent();
    }
    return common.value().length() < Level.STREET.digits() ? anyStreet(common) : common;
  }

  /** Where the installation has grids: the street of the first of them. */
  private DivisionCode anyStreet(DivisionCode within) {
    return divisions.below(within, Level.GRID).stream()
        .findFirst()
        .map(grid -> new DivisionCode(grid.code().value().substring(0, Level.STREET.digits())))
        .orElse(within);
  }

  /** Villages, for a filter; empty for somebody who works in one. */
  public List<Division> villages(Viewer viewer) {
    DivisionCode area = of(viewer);
    return area.value().length() >= Level.VILLAGE.digits()
        ? List.of()
        : divisions.below(area, Level.VILLAGE);
  }

  /** Villages, each followed by its grids, by code. */
  public List<Division> places(DivisionCode area) {
    List<Division> all = new ArrayList<>(divisions.below(area, Level.VILLAGE));
    all.addAll(divisions.below(area, Level.GRID));
    all.sort((a, b) -> a.code().compareTo(b.code()));
    return all;
  }
}
