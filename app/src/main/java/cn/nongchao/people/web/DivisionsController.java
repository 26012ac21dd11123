package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Served;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.places.MapStarts;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The division tree and the map of its outlines. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class DivisionsController {

  static final String GEO_JSON = "application/geo+json";

  private final Divisions divisions;
  private final Outlines outlines;
  private final MapStarts starts;
  private final Served served;

  DivisionsController(Divisions divisions, Outlines outlines, MapStarts starts, Served served) {
    this.served = served;
    this.starts = starts;
    this.divisions = divisions;
    this.outlines = outlines;
  }

  @GetMapping("/divisions")
  String tree(@RequestParam(defaultValue = "") String at, Viewer viewer, Model model) {
    DivisionCode code = code(at);
    List<Division> above = new ArrayList<>();
    for (DivisionCode up = code; !up.equals(DivisionCode.ALL); up = up.parent()) {
      divisions.find(up).ifPresent(above::addFirst);
    }
    Level below = Outlines.levelBelow(code);
    boolean isTop = code.equals(DivisionCode.ALL);
    model.addAttribute(
        "page",
        new DivisionsPage(
            code,
            isTop ? "" : divisions.name(code),
            above,
            divisions.children(code),
            below == null ? null : below.title(),
            outlines.next(code),
            Scope.of(viewer).covers(code),
            isTop && divisions.find(new DivisionCode("3301")).isEmpty(),
            served.holds(code),
            divisions.closed(code).orElse(null),
            divisions.path(divisions.today(code))));
    return "people/divisions";
  }

  @GetMapping("/divisions/map")
  String map(@RequestParam(defaultValue = "") String at, Viewer viewer, Model model) {
    DivisionCode code = at.isEmpty() ? ownPlace(viewer) : code(at);
    if (code.value().length() < Level.STREET.digits()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    List<Division> villages = divisions.below(code, Level.VILLAGE);
    List<Division> grids = divisions.below(code, Level.GRID);
    Map<String, String> names =
        grids.stream()
            .collect(
                Collectors.toMap(
                    grid -> grid.code().value(),
                    grid -> divisions.name(grid.code().parent()) + " " + grid.shortName()));
    model.addAttribute(
        "page",
        new DivisionMapPage(
            code, divisions.path(code), villages, grids, names, starts.of(code).orElse(null)));
    return "people/division-map";
  }

  /**
   * The widest place they administer; where it is above streets, its first street with grids, else
   * served.
   */
  private DivisionCode ownPlace(Viewer viewer) {
    DivisionCode widest =
        Scope.of(viewer).places().stream()
            .min(
                Comparator.comparing((DivisionCode own) -> own.value().length())
                    .thenComparing(DivisionCode::value))
            .orElse(DivisionCode.ALL);
    int street = Level.STREET.digits();
    if (widest.value().length() >= street) return widest;
    return divisions.below(widest, Level.GRID).stream()
        .findFirst()
        .map(grid -> new DivisionCode(grid.code().value().substring(0, street)))
        .or(() -> served.streets().stream().filter(widest::contains).findFirst())
        .orElse(widest);
  }

  /** Outlines of one level, to keep, to work on elsewhere, or to draw on a map. */
  @GetMapping("/divisions/outlines.geojson")
  ResponseEntity<byte[]> export(
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "grid") String level,
      @RequestParam(defaultValue = "false") boolean download) {
    DivisionCode code = code(at);
    if (!(outlines.geoJson(code, level) instanceof Outcome.Done<String>(String found))) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header("Content-Type", GEO_JSON);
    if (download) {
      answer.header(
          "Content-Disposition", "attachment; filename=\"" + code + "-" + level + ".geojson\"");
    }
    return answer.body(found.getBytes(StandardCharsets.UTF_8));
  }

  /** What is drawn of the neighbours, to be seen beside what is drawn here. */
  @GetMapping("/divisions/around.geojson")
  ResponseEntity<byte[]> around(@RequestParam String at, @RequestParam String level) {
    DivisionCode street = code(at);
    Level wanted = Level.read(level);
    if (wanted == null || street.value().length() < Level.STREET.digits()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return ResponseEntity.ok()
        .header("Content-Type", GEO_JSON)
        .body(outlines.around(street, wanted).getBytes(StandardCharsets.UTF_8));
  }

  private DivisionCode code(String at) {
    DivisionCode code = DivisionCode.read(at);
    boolean known =
        code != null && (code.equals(DivisionCode.ALL) || divisions.find(code).isPresent());
    if (code == null || !known) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return code;
  }
}
