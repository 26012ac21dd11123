package cn.nongchao.people.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.web.RegisterApi.Place;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tree of places for programs: adds to it, gives its outlines out. */
@RestController
@RequestMapping("/api/v1/divisions")
@Needs(PeopleRoles.ADMINISTRATOR)
class DivisionWritesApi {

  /**
   * A place to be added.
   *
   * @param code its whole code; the place above is the one its digits begin with
   */
  record PlaceWish(@Nullable String code, @Nullable String name) {}

  /**
   * A list that comes with the product.
   *
   * @param name hangzhou
   */
  record ListWish(@Nullable String name) {}

  /**
   * What loading a list did.
   *
   * @param places how many were added or renamed
   */
  record Loaded(int places) {}

  private final Divisions divisions;
  private final Outlines outlines;

  DivisionWritesApi(Divisions divisions, Outlines outlines) {
    this.divisions = divisions;
    this.outlines = outlines;
  }

  @Operation(
      summary = "Add a place below another",
      description = "The code is its id: sent twice with one name, it is added once.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Place.class)))
  @PostMapping
  ResponseEntity<?> add(@RequestBody PlaceWish wish, Viewer viewer, HttpServletRequest request) {
    DivisionCode code = DivisionCode.read(Answers.text(wish.code()));
    if (code == null || code.equals(DivisionCode.ALL)) return Problems.of(NO_CODE, request);
    String name = Answers.text(wish.name()).strip();
    Outcome<DivisionCode> added = outlines.add(code.parent(), code.value(), name, Scope.of(viewer));
    Optional<Place> place = divisions.find(code).map(RegisterApi::place);
    boolean same = place.filter(known -> known.name().equals(name)).isPresent();
    return same && (added.isDone() || isTaken(added))
        ? ResponseEntity.created(URI.create("/api/v1/divisions/" + code)).body(place.get())
        : Problems.of(added, request);
  }

  private static boolean isTaken(Outcome<DivisionCode> added) {
    return added instanceof Outcome.Refused<DivisionCode>(List<Refusal> reasons)
        && reasons.getFirst().code().equals("already-exists");
  }

  @Operation(
      summary = "Load a list of places that comes with the product",
      description =
          "Adds what is missing and renames what is called otherwise; loaded again, it changes"
              + " nothing. For whoever administers the whole country.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Loaded.class)))
  @PostMapping("/shipped")
  ResponseEntity<?> loadShipped(
      @RequestBody ListWish wish, Viewer viewer, HttpServletRequest request) {
    return Problems.of(
        outlines.loadShipped(Answers.text(wish.name()), Scope.of(viewer)).map(Loaded::new),
        request);
  }

  @Operation(
      summary = "Outlines of one level within a place, as GeoJSON (RFC 7946)",
      description =
          "at: the code of a district or a place within one; level: district, street, village or"
              + " grid. Properties: code, name, path, schematic, version, lat, lon.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = DivisionsController.GEO_JSON,
              schema = @Schema(type = "object", description = "FeatureCollection")))
  @GetMapping("/outlines")
  ResponseEntity<?> export(
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "grid") String level,
      HttpServletRequest request) {
    DivisionCode code = DivisionCode.read(at);
    if (code == null) return Problems.of(Answers.NONE, request);
    Outcome<String> found = outlines.geoJson(code, level);
    return found instanceof Outcome.Done<String>(String json)
        ? ResponseEntity.ok()
            .header("Content-Type", DivisionsController.GEO_JSON)
            .body(json.getBytes(StandardCharsets.UTF_8))
        : Problems.of(found, request);
  }

  private static final List<Refusal> NO_CODE =
      List.of(Refusal.field("code", "不是区划代码", "no division code"));
}
