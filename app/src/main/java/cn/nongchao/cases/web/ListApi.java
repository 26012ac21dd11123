package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.loop.Actor;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The responsibility list for programs; the same facade, rights and refusals as the pages. */
@RestController
@RequestMapping("/api/v1/responsibility")
class ListApi {

  private static final Refusal NO_VERSION =
      Refusal.field("version", "缺少版本号", "the version you saw is needed");

  private final ResponsibilityList list;

  ListApi(ResponsibilityList list) {
    this.list = list;
  }

  @Needs
  @GetMapping
  @Operation(
      summary = "The responsibility list",
      description =
          "All lines of the version in force, by code; with version=N as it was in that one.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LineJson.Whole.class)))
  ResponseEntity<?> list(
      @RequestParam(required = false) @Nullable Integer version, HttpServletRequest request) {
    int current = list.version();
    int shown = version == null ? current : version;
    if (shown < 0 || shown > current) {
      return Problems.of(
          List.of(Refusal.of("not-found", "清单没有这一版", "the list has no such version")), request);
    }
    return ResponseEntity.ok(
        new LineJson.Whole(shown, current, list.lines(shown).stream().map(LineJson::of).toList()));
  }

  /** All versions, newest first. */
  record Versions(List<ResponsibilityList.Version> items) {
    Versions {
      items = List.copyOf(items);
    }
  }

  @Needs
  @GetMapping("/versions")
  @Operation(
      summary = "The versions of the responsibility list, newest first, and why each was made")
  Versions versions() {
    return new Versions(list.versions());
  }

  @Needs({PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
  @PutMapping("/{code}")
  @Operation(
      summary = "Add or replace a line of the responsibility list",
      description =
          "Makes a new version of the list. Name the version you saw; 409 says that somebody edited"
              + " the list first. A line that says what is in force already changes nothing, so"
              + " that the same sent twice is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LineJson.Written.class)))
  ResponseEntity<?> put(
      @PathVariable String code,
      @RequestBody LineJson.Wish wish,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    Integer seen = wish.version();
    if (seen == null) return Problems.of(List.of(NO_VERSION), request);
    return answer(
        list.edit(List.of(wish.line(code)), seen, LineJson.text(wish.reason()), Actor.of(viewer)),
        code,
        request);
  }

  @Needs({PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
  @PostMapping("/{code}/retire")
  @Operation(
      summary = "Take a line out of the responsibility list",
      description =
          "With an upper line go the lower ones below it. Earlier versions keep it. Name the"
              + " version you saw; 409 says that somebody edited the list first. Sent twice, it is"
              + " done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LineJson.Written.class)))
  ResponseEntity<?> retire(
      @PathVariable String code,
      @RequestBody LineJson.Retiring wish,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    Integer seen = wish.version();
    if (seen == null) return Problems.of(List.of(NO_VERSION), request);
    return isRetiredBy(code, seen)
        ? ResponseEntity.ok(new LineJson.Written(code, seen + 1))
        : answer(
            list.retire(code, seen, LineJson.text(wish.reason()), Actor.of(viewer)), code, request);
  }

  /** Whether the version after the one seen took the line out: the same wish, sent before. */
  private boolean isRetiredBy(String code, int seen) {
    return list.version() > seen
        && list.find(code, seen).isPresent()
        && list.find(code, seen + 1).isEmpty();
  }

  private static ResponseEntity<?> answer(
      Outcome<Integer> outcome, String code, HttpServletRequest request) {
    return switch (outcome) {
      case Outcome.Done<Integer>(Integer version) ->
          ResponseEntity.ok(new LineJson.Written(code, version));
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }
}
