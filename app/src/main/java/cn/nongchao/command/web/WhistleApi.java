package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.command.Call;
import cn.nongchao.command.WhistleLife;
import cn.nongchao.command.Whistles;
import cn.nongchao.command.web.WhistleJson.Arriving;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whistles for programs; the same facade, rights and refusals as the pages. */
@RestController
@RequestMapping("/api/v1/whistles")
class WhistleApi {

  private static final Refusal NONE = Refusal.of("not-found", "没有这次呼叫", "there is no such call");

  private static final Refusal NO_PLACE =
      Refusal.field("division", "没有这个地点", "there is no such place");

  private final Whistles whistles;
  private final Loops loops;
  private final LoopLists lists;
  private final Divisions divisions;

  WhistleApi(Whistles whistles, Loops loops, LoopLists lists, Divisions divisions) {
    this.whistles = whistles;
    this.loops = loops;
    this.lists = lists;
    this.divisions = divisions;
  }

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER,
    CasesRoles.OFFICER,
    CasesRoles.AUXILIARY,
    CasesRoles.CLERK
  })
  @GetMapping
  @Operation(summary = "Whistles the caller may see, latest first; `next` goes into `after`")
  WhistleJson.Page list(
      @RequestParam(required = false) @Nullable String after,
      @Parameter(hidden = true) Viewer viewer) {
    var query =
        LoopQuery.of(Box.ALL, LoopQuery.State.ANY).kinds(Set.of(WhistleLife.KIND)).page(50, after);
    Slice<Loop> found = lists.list(query, viewer);
    return new WhistleJson.Page(found.items().stream().map(WhistleJson::of).toList(), found.next());
  }

  @Needs
  @GetMapping("/{id}")
  @Operation(summary = "One unit's whistle, its call, and who else was called and is there")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WhistleJson.Whole.class)))
  ResponseEntity<?> one(
      @PathVariable String id,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    Loop loop = find(id, viewer);
    return loop == null ? Problems.of(NONE, request) : shown(loop.id(), viewer, request);
  }

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER
  })
  @PostMapping
  @Operation(
      summary = "Call units to a place",
      description =
          "One whistle for each unit, all of them or none. Sent twice with one id, it is one call."
              + " Answers 201 with all whistles; those called report in with their own.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = WhistleJson.Whole.class)))
  ResponseEntity<?> call(
      @RequestBody WhistleJson.Wish wish,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    UUID id = wish.id();
    if (id == null) {
      return Problems.of(List.of(Refusal.field("id", "缺少编号", "an id is needed")), request);
    }
    if (!wish.isSomewhere()) return Problems.of(List.of(WhistleJson.NO_POSITION), request);
    DivisionCode place = place(wish);
    if (place == null) {
      return Problems.of(List.of(NO_PLACE), request);
    }
    return switch (whistles.call(wish.call(id, place), viewer)) {
      case Outcome.Done<Call>(Call call) -> {
        LoopId first = whistles.units(call.id()).getFirst().loop().id();
        yield ResponseEntity.created(URI.create("/api/v1/whistles/" + first))
            .body(whole(loops.find(first).orElseThrow(), call, viewer));
      }
      case Outcome.Refused<Call>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  @Needs({
    CasesRoles.DISPATCHER,
    LoopRoles.SUPERVISOR,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.GRID_WORKER
  })
  @GetMapping("/callable")
  @Operation(
      summary = "Who can be called to a place",
      description =
          "Departments, squads, police, alliances and firms of its street; their ids go into units."
              + " division: where to; without it, where the caller answers for.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WhistleJson.Callable.class)))
  ResponseEntity<?> callable(
      @RequestParam(defaultValue = "") String division, Viewer viewer, HttpServletRequest request) {
    DivisionCode place =
        division.isEmpty()
            ? viewer.places(Whistles.CALLERS).stream().sorted().findFirst().orElse(DivisionCode.ALL)
            : DivisionCode.read(division);
    boolean street = place != null && place.value().length() >= Level.STREET.digits();
    if (place == null || !(street || division.isEmpty())) {
      return Problems.of(List.of(NO_PLACE), request);
    }
    return ResponseEntity.ok(
        new WhistleJson.Callable(
            whistles.callable(place).stream().map(WhistleJson.Body::of).toList()));
  }

  /** What the position says where no division is named; null for a code no place has. */
  private @Nullable DivisionCode place(WhistleJson.Wish wish) {
    String named = WhistleJson.text(wish.division());
    if (!named.isEmpty()) {
      DivisionCode code = DivisionCode.read(named);
      return code == null || divisions.find(code).isEmpty() ? null : code;
    }
    Double lat = wish.lat();
    Double lon = wish.lon();
    return lat == null || lon == null
        ? null
        : divisions.at(lat, lon).map(Division::code).orElse(null);
  }

  @Needs
  @GetMapping("/{id}/units")
  @Operation(summary = "Who was called together with a whistle's unit, and who is there")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WhistleJson.Units.class)))
  ResponseEntity<?> units(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    Loop loop = find(id, viewer);
    Call call = loop == null ? null : whistles.of(loop.id()).orElse(null);
    return call == null
        ? Problems.of(NONE, request)
        : ResponseEntity.ok(new WhistleJson.Units(units(call)));
  }

  private List<WhistleJson.UnitJson> units(Call call) {
    return whistles.units(call.id()).stream().map(WhistleJson.UnitJson::of).toList();
  }

  @Needs
  @PostMapping("/{id}/report-in")
  @Operation(
      summary = "Report in to a whistle",
      description =
          "From a measured position or a grid. Being far off is no refusal; it is kept and shown."
              + " Name the version you saw; 409 says that somebody moved it first. Sent twice with"
              + " one entry id, it is done once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WhistleJson.Whole.class)))
  ResponseEntity<?> reportIn(
      @PathVariable String id,
      @RequestBody Arriving arriving,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    Loop loop = find(id, viewer);
    if (loop == null) return Problems.of(NONE, request);
    List<Refusal> wrong = arriving.wrong();
    if (!wrong.isEmpty()) return Problems.of(wrong, request);
    Outcome<Loop> outcome =
        whistles.reportIn(
            loop.id(),
            Objects.requireNonNull(arriving.version()),
            Objects.requireNonNull(arriving.entry()),
            arriving.position(),
            WhistleJson.text(arriving.note()),
            viewer);
    return switch (outcome) {
      case Outcome.Done<Loop> done -> shown(loop.id(), viewer, request);
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  @Needs
  @PostMapping("/{id}/end")
  @Operation(
      summary = "End the call a whistle belongs to",
      description =
          "Units on site are done, units still awaited are released, all or none. A call that has"
              + " ended stays as it is.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WhistleJson.Whole.class)))
  ResponseEntity<?> end(
      @PathVariable String id,
      @RequestBody WhistleJson.End end,
      @Parameter(hidden = true) Viewer viewer,
      HttpServletRequest request) {
    Loop loop = find(id, viewer);
    Call call = loop == null ? null : whistles.of(loop.id()).orElse(null);
    if (loop == null || call == null) return Problems.of(NONE, request);
    return switch (whistles.end(call.id(), WhistleJson.text(end.note()), viewer)) {
      case Outcome.Done<Integer> done -> shown(loop.id(), viewer, request);
      case Outcome.Refused<Integer>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private @Nullable Loop find(String text, Viewer viewer) {
    LoopId id = LoopId.read(text);
    Loop loop = id == null ? null : loops.find(id, viewer).orElse(null);
    return loop == null || !loop.kind().equals(WhistleLife.KIND) ? null : loop;
  }

  private ResponseEntity<?> shown(LoopId id, Viewer viewer, HttpServletRequest request) {
    Loop loop = loops.find(id, viewer).orElse(null);
    Call call = whistles.of(id).orElse(null);
    if (loop == null || call == null) return Problems.of(NONE, request);
    return ResponseEntity.ok(whole(loop, call, viewer));
  }

  private WhistleJson.Whole whole(Loop loop, Call call, Viewer viewer) {
    List<String> moves =
        loops.possible(loop, Actor.of(viewer)).stream()
            .map(edge -> edge.move().name())
            .distinct()
            .toList();
    return new WhistleJson.Whole(
        WhistleJson.of(loop), WhistleJson.CallJson.of(call), units(call), moves);
  }
}
