package cn.nongchao.loop.web;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.web.KindOpening.Parts;
import cn.nongchao.loop.web.LoopJson.EntryJson;
import cn.nongchao.loop.web.LoopJson.MoveJson;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Problems;
import cn.nongchao.platform.web.UiOfRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Loops for programs: what the inbox and the general page do. */
@Needs
@RestController
@RequestMapping("/api/v1/loops")
class LoopApi {

  private final Parts parts;
  private final LoopLists lists;
  private final LifeCycles lives;
  private final Inbox inbox;
  private final Clock clock;

  LoopApi(Parts parts, LoopLists lists, LifeCycles lives, Inbox inbox, Clock clock) {
    this.parts = parts;
    this.lists = lists;
    this.lives = lives;
    this.inbox = inbox;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "Loops the caller may see",
      description =
          "Open ones soonest deadline first, others latest opened first. box: MINE, SQUAD, SCOPE,"
              + " TAKEN or ALL; state: OPEN, CLOSED or ANY; stage: kind/STAGE; division: a code;"
              + " turn: true for open ones alone that wait for the caller, as the inbox does,"
              + " unless a stage is named; q: words of the title or a number; limit: 1 to 200;"
              + " after: next of the page before.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Page.class)))
  ResponseEntity<?> list(
      @RequestParam(defaultValue = "ALL") String box,
      @RequestParam(defaultValue = "OPEN") String state,
      @RequestParam(required = false) @Nullable Set<String> kind,
      @RequestParam(required = false) @Nullable Set<String> stage,
      @RequestParam(defaultValue = "false") String turn,
      @RequestParam(defaultValue = "false") String late,
      @RequestParam(defaultValue = "false") String dueToday,
      @RequestParam(defaultValue = "") String division,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "50") String limit,
      @RequestParam(required = false) @Nullable String after,
      Viewer viewer,
      HttpServletRequest request) {
    List<Refusal> wrong = new ArrayList<>();
    Box in = constant(Box.values(), box, "box", wrong);
    State standing = constant(State.values(), state, "state", wrong);
    DivisionCode place = division.isEmpty() ? null : DivisionCode.read(division);
    if (place == null && !division.isEmpty()) {
      wrong.add(Refusal.field("division", "不是区划代码", "no division code"));
    }
    if (!limit.matches("[0-9]{1,3}")) {
      wrong.add(Refusal.field("limit", "应为 1 到 200 的整数", "a whole number from 1 to 200"));
    }
    Lang lang = UiOfRequest.lang(request);
    if (in == null || standing == null || !wrong.isEmpty()) return Problems.of(wrong, lang);
    LoopQuery query =
        new LoopQuery(
            in,
            standing,
            kind == null ? Set.of() : kind,
            stage == null ? Set.of() : stage,
            late.equals("true"),
            dueToday.equals("true"),
            place,
            q,
            Integer.parseInt(limit),
            after);
    boolean waiting = turn.equals("true") && standing == State.OPEN && query.stages().isEmpty();
    Slice<Loop> found = lists.list(waiting ? inbox.waiting(query, viewer) : query, viewer);
    return ResponseEntity.ok(
        new LoopJson.Page(found.items().stream().map(this::json).toList(), found.next()));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "One loop, its entries, and the moves the caller may make",
      description =
          "Citizens read the entries they made; see /events/{id}/told for what they are told.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Whole.class)))
  ResponseEntity<?> one(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    return find(id, viewer)
        .<ResponseEntity<?>>map(loop -> ResponseEntity.ok(whole(loop, viewer)))
        .orElseGet(() -> Problems.of(NONE, request));
  }

  @PostMapping("/{id}/moves")
  @Operation(
      summary = "Move a loop of any kind",
      description =
          "Carries the id of the entry to be and the version seen: sent twice, done once;"
              + " overtaken, refused with 409. It takes the same as the address of the loop's"
              + " kind.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Whole.class)))
  ResponseEntity<?> move(@PathVariable String id, Viewer viewer, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    Loop loop = find(id, viewer).orElse(null);
    if (loop == null) return Problems.of(NONE, request);
    LifeCycle life = lives.of(loop);
    Outcome<Loop> moved =
        parts
            .bodies()
            .read(request)
            .then(given ->
                parts.door().move(life, loop.id(), given.part("move").text(), given, viewer));
    return switch (moved) {
      case Outcome.Done<Loop>(Loop after) -> ResponseEntity.ok(whole(after, viewer));
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  private static final Refusal NONE = KindDoor.NONE;

  private LoopJson.Whole whole(Loop loop, Viewer viewer) {
    List<MoveJson> moves =
        parts.loops().possible(loop, Actor.of(viewer)).stream()
            .map(edge ->
                new MoveJson(
                    edge.move().name(),
                    edge.to() == null ? null : edge.to().name(),
                    edge.needs().stream()
                        .map(n -> n.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                    true))
            .toList();
    return new LoopJson.Whole(
        json(loop),
        parts.loops().entries(loop.id(), viewer).stream().map(EntryJson::of).toList(),
        moves);
  }

  private LoopJson json(Loop loop) {
    return LoopJson.of(loop, clock.instant(), parts.pages().path(loop));
  }

  private Optional<Loop> find(String text, Viewer viewer) {
    LoopId id = LoopId.read(text);
    return id == null ? Optional.empty() : parts.loops().find(id, viewer);
  }

  private static <E extends Enum<E>> @Nullable E constant(
      E[] all, String text, String field, List<Refusal> wrong) {
    for (E one : all) if (one.name().equalsIgnoreCase(text)) return one;
    String names = String.join(", ", java.util.Arrays.stream(all).map(Enum::name).toList());
    wrong.add(Refusal.field(field, "应为 " + names + " 之一", "one of " + names));
    return null;
  }
}
