package cn.nongchao.people.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Outlines of places for programs. */
@RestController
@RequestMapping("/api/v1/divisions")
@Needs(PeopleRoles.ADMINISTRATOR)
class OutlinesApi {

  private final Outlines outlines;

  OutlinesApi(Outlines outlines) {
    this.outlines = outlines;
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
    if (code == null) return Problems.of(RegisterApi.NONE, request);
    Outcome<String> found = outlines.geoJson(code, level);
    return found instanceof Outcome.Done<String>(String json)
        ? ResponseEntity.ok()
            .header("Content-Type", DivisionsController.GEO_JSON)
            .body(json.getBytes(StandardCharsets.UTF_8))
        : Problems.of(found, request);
  }
}
