package cn.nongchao.loop.web;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.MoveOrder;
import cn.nongchao.loop.web.LoopJson.EntryJson;
import cn.nongchao.loop.web.LoopJson.MoveJson;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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

/** Loops for programs: what the inbox and the general page do. */
@Needs
@RestController
@RequestMapping("/api/v1/loops")
class LoopApi {

  private final Loops loops;
  private final LoopLists lists;
  private final LoopPages pages;
  private final LifeCycles lives;
  private final Inbox inbox;
  private final Clock clock;

  LoopApi(
      Loops loops, LoopLists lists, LoopPages pages, LifeCycles lives, Inbox inbox, Clock clock) {
    this.inbox = inbox;
    this.loops = loops;
    this.lists = lists;
    this.pages = pages;
    this.lives = lives;
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
      summary = "Move a loop",
      description =
          "Carries the id of the entry to be and the version seen: sent twice, done once;"
              + " overtaken, refused with 409. Moves that carry more than a note and files have an"
              + " address of their kind.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = LoopJson.Whole.class)))
  ResponseEntity<?> move(
      @PathVariable String id,
      @RequestBody LoopJson.Order wish,
      Viewer viewer,
      HttpServletRequest request) {
    Lang lang = UiOfRequest.lang(request);
    Loop loop = find(id, viewer).orElse(null);
    if (loop == null) return Problems.of(List.of(NONE), lang);
    return switch (order(loop, wish).then(order -> loops.move(order, Actor.of(viewer)))) {
      case Outcome.Done<Loop>(Loop after) -> ResponseEntity.ok(whole(after, viewer));
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, lang);
    };
  }

  private static final Refusal NONE = Refusal.of("not-found", "没有这件事项", "there is no such loop");

  private Outcome<MoveOrder> order(Loop loop, LoopJson.Order wish) {
    List<Refusal> wrong = new ArrayList<>();
    UUID entry = Ids.read(wish.entry());
    if (entry == null) wrong.add(Refusal.field("entry", "需要 UUIDv7", "a UUIDv7 is needed"));
    Integer version = wish.version();
    if (version == null) wrong.add(Refusal.field("version", "需要版本号", "the version seen"));
    String name = Objects.requireNonNullElse(wish.move(), "").toUpperCase(Locale.ROOT);
    Edge edge =
        lives.of(loop).edges().stream()
            .filter(e -> e.move().name().equals(name))
            .findFirst()
            .orElse(null);
    if (edge == null) {
      wrong.add(Refusal.field("move", "没有这种办理动作", "this kind of loop has no such move"));
    }
    List<UUID> files =
        Objects.requireNonNullElse(wish.evidence(), List.<String>of()).stream()
            .map(Ids::read)
            .filter(Objects::nonNull)
            .toList();
    if (files.size() < Objects.requireNonNullElse(wish.evidence(), List.of()).size()) {
      wrong.add(Refusal.field("evidence", "附件编号不是 UUID", "an id of evidence is no UUID"));
    }
    if (edge == null || entry == null || version == null || !wrong.isEmpty()) {
      return Outcome.refused(wrong);
    }
    if (!pages.isPlain(loop, edge.move())) {
      return Outcome.refused(
          Refusal.of("not-here", "这一步请用该类事项自己的接口", "this move has an address of its kind"));
    }
    return Outcome.done(
        MoveOrder.of(
                entry, loop.id(), version, edge.move(), Objects.requireNonNullElse(wish.note(), ""))
            .showing(files)
            .to(OrganisationId.read(wish.handler()), PersonId.read(wish.assignee())));
  }

  private LoopJson.Whole whole(Loop loop, Viewer viewer) {
    List<MoveJson> moves =
        loops.possible(loop, Actor.of(viewer)).stream()
            .map(edge ->
                new MoveJson(
                    edge.move().name(),
                    edge.to() == null ? null : edge.to().name(),
                    edge.needs().stream()
                        .map(n -> n.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                    pages.isPlain(loop, edge.move())))
            .toList();
    return new LoopJson.Whole(
        json(loop), loops.entries(loop.id(), viewer).stream().map(EntryJson::of).toList(), moves);
  }

  private LoopJson json(Loop loop) {
    return LoopJson.of(loop, clock.instant(), pages.path(loop));
  }

  private Optional<Loop> find(String text, Viewer viewer) {
    LoopId id = LoopId.read(text);
    return id == null ? Optional.empty() : loops.find(id, viewer);
  }

  private static <E extends Enum<E>> @Nullable E constant(
      E[] all, String text, String field, List<Refusal> wrong) {
    for (E one : all) if (one.name().equalsIgnoreCase(text)) return one;
    String names = String.join(", ", java.util.Arrays.stream(all).map(Enum::name).toList());
    wrong.add(Refusal.field(field, "应为 " + names + " 之一", "one of " + names));
    return null;
  }
}
