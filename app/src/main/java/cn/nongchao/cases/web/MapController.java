package cn.nongchao.cases.web;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.platform.web.Anyone;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Outlines of grids, for maps to choose a place on. Where places lie is no secret. */
@RestController
class MapController {

  /** Streets a map shows at once. */
  private static final int MOST = 30;

  private final Divisions divisions;

  MapController(Divisions divisions) {
    this.divisions = divisions;
  }

  /** Grids of streets or villages; a larger area would be too much to draw. */
  @Anyone
  @GetMapping({"/map/areas.geojson", "/api/v1/map/areas"})
  @Operation(
      summary = "Outlines of the grids of streets or villages, as GeoJSON",
      description = "within: code of the street or village; several with commas between.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/geo+json",
              schema = @Schema(type = "object", description = "GeoJSON (RFC 7946)")))
  ResponseEntity<String> areas(@RequestParam(defaultValue = "") String within) {
    List<DivisionCode> streets = new ArrayList<>();
    for (String one : within.split(",", MOST + 1)) {
      DivisionCode code = DivisionCode.read(one);
      boolean narrow = code != null && code.value().length() >= Level.STREET.digits();
      if (!narrow || streets.size() == MOST) {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      }
      streets.add(code);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("application/geo+json"))
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .body(divisions.geoJson(streets, Level.GRID));
  }
}
