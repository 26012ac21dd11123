package cn.nongchao.people.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.places.Drawing.Drawn;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Outlines of places for programs. */
@RestController
@RequestMapping("/api/v1/divisions")
@Needs(PeopleRoles.ADMINISTRATOR)
class OutlinesApi {

  /** The version that a drawing made. */
  record Version(int version) {}

  private final Outlines outlines;

  OutlinesApi(Outlines outlines) {
    this.outlines = outlines;
  }

  @Operation(
      summary = "Outlines of one level within a place, as GeoJSON (RFC 7946)",
      description =
          "at: the code of a district or a place within one; level: district, street, village or"
              + " grid. Properties: code, name, path, schematic, datum, version, lat, lon.")
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
    if (code == null) return Problems.of(RegisterApi.NONE, request);
    Outcome<String> found = outlines.geoJson(code, level);
    return found instanceof Outcome.Done<String>(String json)
        ? ResponseEntity.ok()
            .header("Content-Type", DivisionsController.GEO_JSON)
            .body(json.getBytes(StandardCharsets.UTF_8))
        : Problems.of(found, request);
  }

  @Operation(
      summary = "Draw the outline of a place; refused if it changed since `version`",
      description =
          "422 `does-not-fit` where it lies beyond the place above, over a neighbour, or kilometres"
              + " from whatever else is drawn of its street; with `anyway` it is written all the"
              + " same.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Version.class)))
  @PutMapping("/{code}/outline")
  ResponseEntity<?> draw(
      @PathVariable String code,
      @RequestBody DrawnJson.One drawing,
      Viewer viewer,
      HttpServletRequest request) {
    DivisionCode place = DivisionCode.read(code);
    if (place == null) return Problems.of(RegisterApi.NONE, request);
    Outcome<Version> drawn =
        drawing
            .of(place)
            .then(one -> outlines.draw(List.of(one), drawing.isMeant(), Scope.of(viewer)))
            .map(all -> new Version(all.getFirst().version()));
    return Problems.of(drawn, request);
  }

  @Operation(
      summary = "Draw the outlines of several places, all or none",
      description =
          "As one alone, each with its `version`; what they are compared with is each other and"
              + " whatever is not among them. 200 at most.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Drawn.class))))
  @PutMapping("/outlines")
  ResponseEntity<?> draw(
      @RequestBody DrawnJson.Several drawings, Viewer viewer, HttpServletRequest request) {
    Outcome<List<Drawn>> drawn =
        drawings.drawings().then(all -> outlines.draw(all, drawings.isMeant(), Scope.of(viewer)));
    return Problems.of(drawn, request);
  }
}
