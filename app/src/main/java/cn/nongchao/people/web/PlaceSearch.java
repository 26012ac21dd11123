package cn.nongchao.people.web;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
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
  List<Found> find(
      @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "2") int digits) {
    String words = q.strip();
    if (words.isEmpty() || words.length() > LONGEST) return List.of();
    Level least =
        Arrays.stream(Level.values())
            .filter(level -> level.digits() >= digits)
            .findFirst()
            .orElse(Level.GRID);
    return divisions.search(words, List.of(DivisionCode.ALL), least, MOST).stream()
        .map(place -> new Found(place.code().value(), divisions.fullPath(place.code())))
        .toList();
  }
}
