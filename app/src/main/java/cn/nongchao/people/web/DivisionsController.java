package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import cn.nongchao.platform.web.UiOfRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The division tree and the map of its outlines. */
@Controller
@Needs(PeopleRoles.ADMINISTRATOR)
class DivisionsController {

  static final String GEO_JSON = "application/geo+json";

  private final Divisions divisions;
  private final Outlines outlines;

  DivisionsController(Divisions divisions, Outlines outlines) {
    this.divisions = divisions;
    this.outlines = outlines;
  }

  @GetMapping("/divisions")
  String tree(@RequestParam(defaultValue = "") String at, Viewer viewer, Model model) {
    return show(code(at), null, viewer, model);
  }

  @PostMapping("/divisions")
  String add(
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String name,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome<DivisionCode> outcome = outlines.add(code(at), code, name, Scope.of(viewer));
    if (outcome instanceof Outcome.Refused<DivisionCode>(List<Refusal> reasons)) {
      response.setStatus(422);
      Typed form = Typed.of(Map.of("code", code, "name", name)).refused(reasons);
      return show(code(at), form, viewer, model);
    }
    UiOfRequest.flash(request, response, Text.of("已新增", "Added"));
    return "redirect:/divisions?at=" + at;
  }

  @PostMapping("/divisions/shipped")
  String loadShipped(
      @RequestParam String name,
      Viewer viewer,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (outlines.loadShipped(name, Scope.of(viewer))
        instanceof Outcome.Done<Integer>(Integer rows)) {
      UiOfRequest.flash(
          request, response, Text.of("已载入 " + rows + " 个区划", rows + " places were loaded"));
      return "redirect:/divisions";
    }
    throw new ResponseStatusException(HttpStatus.FORBIDDEN);
  }

  @GetMapping("/divisions/map")
  String map(@RequestParam(defaultValue = "") String at, Viewer viewer, Model model) {
    DivisionCode code = at.isEmpty() ? ownPlace(viewer) : code(at);
    if (code.value().length() < Level.STREET.digits()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    List<Division> grids = divisions.below(code, Level.GRID);
    Map<String, String> names =
        grids.stream()
            .collect(
                Collectors.toMap(
                    grid -> grid.code().value(),
                    grid -> divisions.name(grid.code().parent()) + " " + grid.shortName()));
    model.addAttribute("page", new DivisionMapPage(code, divisions.path(code), grids, names));
    return "people/division-map";
  }

  /** The widest place they administer; where it is above streets, its first street with grids. */
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

  private DivisionCode code(String at) {
    DivisionCode code = DivisionCode.read(at);
    boolean known =
        code != null && (code.equals(DivisionCode.ALL) || divisions.find(code).isPresent());
    if (code == null || !known) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return code;
  }

  private String show(
      DivisionCode at, @org.jspecify.annotations.Nullable Typed form, Viewer viewer, Model model) {
    Scope scope = Scope.of(viewer);
    List<Division> above = new ArrayList<>();
    for (DivisionCode up = at; !up.equals(DivisionCode.ALL); up = up.parent()) {
      divisions.find(up).ifPresent(above::addFirst);
    }
    Level below = Outlines.levelBelow(at);
    boolean isTop = at.equals(DivisionCode.ALL);
    List<Division> children = divisions.children(at);
    Typed shown =
        form != null ? form : Typed.of(Map.of("code", outlines.nextDigits(at), "name", ""));
    model.addAttribute(
        "page",
        new DivisionsPage(
            at,
            isTop ? "" : divisions.name(at),
            above,
            children,
            below == null ? null : below.title(),
            shown,
            scope.covers(at),
            isTop && scope.isWhole() && divisions.find(new DivisionCode("3301")).isEmpty()));
    return "people/divisions";
  }
}
