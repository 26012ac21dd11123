package cn.nongchao.people.web;

import cn.nongchao.form.Characters;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Places by their names, for whoever picks one. Where places lie is no secret. */
@RestController
class PlaceSearch {

  private static final int MOST = 20;
  private static final int LONGEST = 40;

  private final Divisions divisions;

  PlaceSearch(Divisions divisions) {
    this.divisions = divisions;
  }

  /**
   * A place found.
   *
   * @param name with the names of what it lies in, from the district down
   */
  record Found(String code, String name) {}

  @Needs
  @GetMapping({"/places/find", "/api/v1/places"})
  @Operation(
      summary = "Find places by name, pinyin or first letters",
      description =
          "q: part of a name or code. digits: only places whose code has so many digits or more."
              + " At most 20, the widest first.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Found.class))))
  ResponseEntity<?> find(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "2") int digits,
      HttpServletRequest request) {
    String words = q.strip();
    Text wrong = Characters.wrong(words);
    if (wrong != null) {
      return Problems.of(List.of(Refusal.field("q", wrong.zh(), wrong.en())), request);
    }
    if (words.isEmpty() || words.length() > LONGEST) return ResponseEntity.ok(List.of());
    Level least =
        Arrays.stream(Level.values())
            .filter(level -> level.digits() >= digits)
            .findFirst()
            .orElse(Level.GRID);
    return ResponseEntity.ok(
        divisions.search(words, List.of(DivisionCode.ALL), least, MOST).stream()
            .map(place -> new Found(place.code().value(), divisions.fullPath(place.code())))
            .toList());
  }
}
