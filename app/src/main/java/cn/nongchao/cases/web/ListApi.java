package cn.nongchao.cases.web;

import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.Needs;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading the responsibility list, for programs. */
@RestController
@RequestMapping("/api/v1/responsibility")
class ListApi {

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
}
