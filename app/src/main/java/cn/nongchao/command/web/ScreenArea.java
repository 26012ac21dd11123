package cn.nongchao.command.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The area a screen is of, and its map. */
@Component
class ScreenArea {

  /**
   * @param level what its map is divided into
   */
  record Area(DivisionCode code, String name, Level level) {}

  private final Divisions divisions;
  private final Organisations organisations;

  ScreenArea(Divisions divisions, Organisations organisations) {
    this.organisations = organisations;
    this.divisions = divisions;
  }

  /**
   * The widest place the viewer's roles reach, else the street of their unit; for one who sees all,
   * the first street there is.
   */
  Area of(Viewer viewer) {
    DivisionCode widest =
        viewer.places().stream()
            .min(Comparator.comparingInt(code -> code.value().length()))
            .orElseGet(() -> seat(viewer));
    DivisionCode code = widest.equals(DivisionCode.ALL) ? firstWithGrids() : widest;
    // Grids of a street; streets of anything larger.
    Level level = code.value().length() >= Level.STREET.digits() ? Level.GRID : Level.STREET;
    return new Area(code, divisions.name(code), level);
  }

  private DivisionCode seat(Viewer viewer) {
    return viewer.organisations().stream()
        .flatMap(unit -> organisations.find(unit).stream())
        .map(unit -> unit.division().value())
        .map(seat ->
            new DivisionCode(seat.substring(0, Math.min(seat.length(), Level.STREET.digits()))))
        .min(Comparator.comparing(DivisionCode::value))
        .orElse(DivisionCode.ALL);
  }

  private DivisionCode firstWithGrids() {
    List<Division> grids = divisions.below(DivisionCode.ALL, Level.GRID);
    return grids.isEmpty()
        ? DivisionCode.ALL
        : new DivisionCode(grids.getFirst().code().value().substring(0, Level.STREET.digits()));
  }

  Map<String, String> names(Collection<String> codes) {
    Map<String, String> names = new TreeMap<>();
    for (String code : codes) names.put(code, divisions.path(new DivisionCode(code)));
    return names;
  }

  String map(Viewer viewer) {
    Area area = of(viewer);
    return divisions.geoJson(area.code(), area.level());
  }
}
