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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Places by their names, for whoever picks one. Where places lie is no secret. */
@RestController
class PlaceSearch {

  private static final int MOST = 20;
  private static final int LONGEST = 40;
  private static final Set<String> EVERYWHERE = Set.of("*", "全", "全国", "quanguo", "qg");

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
              + " within: only in these, by code, joined by commas. At most 20, names that begin so"
              + " first, then the widest.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Found.class))))
  ResponseEntity<?> find(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "2") int digits,
      @RequestParam(defaultValue = "*") String within,
      HttpServletRequest request) {
    String words = q.strip();
    Text wrong = Characters.wrong(words);
    if (wrong != null) {
      return Problems.of(List.of(Refusal.field("q", wrong.zh(), wrong.en())), request);
    }
    if (words.isEmpty() || words.length() > LONGEST) return ResponseEntity.ok(List.of());
    List<DivisionCode> places = places(within);
    List<Found> found = new ArrayList<>();
    if (digits == 0
        && places.contains(DivisionCode.ALL)
        && EVERYWHERE.contains(words.toLowerCase(Locale.ROOT)))
      found.add(new Found("*", divisions.fullPath(DivisionCode.ALL)));
    divisions.search(words, places, Level.atLeast(digits), MOST).stream()
        .map(place -> new Found(place.code().value(), divisions.fullPath(place.code())))
        .forEach(found::add);
    return ResponseEntity.ok(found);
  }

  /** Places named in an address; what is no code is nowhere. */
  static List<DivisionCode> places(String within) {
    return Arrays.stream(within.split(","))
        .map(code -> code.equals("*") ? DivisionCode.ALL : DivisionCode.read(code))
        .filter(code -> code != null && (within.contains("*") || !code.equals(DivisionCode.ALL)))
        .limit(MOST)
        .toList();
  }
}
