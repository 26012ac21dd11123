package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.ReportJson;
import cn.nongchao.cases.Reported;
import cn.nongchao.cases.web.EventListController.Filters;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events for programs; the same facade, rights and refusals as the pages. */
@RestController
@RequestMapping("/api/v1/events")
class EventApi {

  private final Events events;
  private final EventFiles files;
  private final EventMoves moves;
  private final Loops loops;
  private final LoopLists lists;

  EventApi(Events events, EventFiles files, EventMoves moves, Loops loops, LoopLists lists) {
    this.events = events;
    this.files = files;
    this.moves = moves;
    this.loops = loops;
    this.lists = lists;
  }

  @Needs({
    CasesRoles.GRID_WORKER,
    CasesRoles.AUXILIARY,
    CasesRoles.OFFICER,
    LoopRoles.SQUAD_LEADER,
    CasesRoles.CLERK,
    CasesRoles.DISPATCHER,
    PeopleRoles.CITIZEN
  })
  @PostMapping
  @Operation(
      summary = "Report an event",
      description =
          "Sent twice with one id, it is taken in once. Answers 201 with its number. Clerks and"
              + " dispatchers alone take down what a caller of the hotline says; citizens report"
              + " as CITIZEN.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Taken.class)))
  ResponseEntity<?> report(
      @RequestBody ReportJson body, Viewer viewer, HttpServletRequest request) {
    if (body.id() == null)
      return Problems.of(Refusal.field("id", "缺少编号", "an id is needed"), request);
    Channel channel = body.channel();
    Set<Channel> open = channels(viewer);
    if (channel == null || !open.contains(channel)) {
      String names = open.stream().map(Channel::name).collect(Collectors.joining(", "));
      return Problems.of(
          Refusal.field("channel", "您可用的渠道：" + names, "the channels open to you: " + names),
          request);
    }
    Outcome<Reported> outcome =
        events.report(body.report(new LoopId(body.id()), channel), Actor.of(viewer));
    return switch (outcome) {
      case Outcome.Done<Reported>(Reported reported) ->
          ResponseEntity.created(URI.create("/api/v1/events/" + reported.id()))
              .body(new Taken(reported.id().value(), reported.number(), reported.trackingCode()));
      case Outcome.Refused<Reported>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }

  /** As on the pages: the hotline is the desk's, citizens speak for themselves. */
  private static Set<Channel> channels(Viewer viewer) {
    if (viewer.roles().equals(Set.of(PeopleRoles.CITIZEN))) return EnumSet.of(Channel.CITIZEN);
    return viewer.holdsAny(List.of(CasesRoles.CLERK, CasesRoles.DISPATCHER))
        ? EnumSet.of(Channel.GRID, Channel.HOTLINE, Channel.SENSOR)
        : EnumSet.of(Channel.GRID, Channel.SENSOR);
  }

  /** The answer to a report. */
  record Taken(UUID id, String number, @Nullable String trackingCode) {}

  @Needs
  @GetMapping
  @Operation(
      summary = "List events the caller may see",
      description =
          "Filters: state (open, closed, any), stage, due (late, today), box, division (code"
              + " prefix), q (title or number), after (from the page before).")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventJson.Page.class)))
  ResponseEntity<?> list(
      @ParameterObject @ModelAttribute Filters filters, Viewer viewer, HttpServletRequest request) {
    List<Refusal> wrong = filters.wrong();
    return wrong.isEmpty()
        ? ResponseEntity.ok(page(lists.list(filters.query(), viewer)))
        : Problems.of(wrong, request);
  }

  private EventJson.Page page(Slice<Loop> slice) {
    return EventJson.Page.of(slice, files.facts(slice.items().stream().map(Loop::id).toList()));
  }

  @Needs({CasesRoles.DISPATCHER, CasesRoles.CLERK})
  @GetMapping("/call-backs")
  @Operation(
      summary = "Events whose reporters wait for a call",
      description = "Handled or closed ones the caller may see, 100 at most.")
  EventJson.Page callBacks(Viewer viewer) {
    return page(new Slice<>(files.callBacks(viewer), null));
  }

  @Needs
  @GetMapping("/{id}")
  @Operation(summary = "One event, with the moves the caller may make now")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventJson.class)))
  ResponseEntity<?> get(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    LoopId loop = LoopId.read(id);
    return loop == null ? Problems.of(Events.NONE, request) : shown(loop, viewer, request);
  }

  private ResponseEntity<?> shown(LoopId id, Viewer viewer, HttpServletRequest request) {
    Loop loop = loops.find(id, viewer).orElse(null);
    EventFacts facts = loop == null ? null : files.facts(id).orElse(null);
    if (loop == null || facts == null) return Problems.of(Events.NONE, request);
    List<String> possible =
        loops.possible(loop, Actor.of(viewer)).stream()
            .map(edge -> edge.move().name())
            .distinct()
            .toList();
    return ResponseEntity.ok(EventJson.of(loop, facts, possible));
  }

  @Needs
  @PostMapping("/{id}/moves")
  @Operation(
      summary = "Move an event",
      description =
          "Name the version you saw; 409 says that somebody moved it first. Sent twice with one"
              + " entry id, it is carried out once.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventJson.class)))
  ResponseEntity<?> move(
      @PathVariable String id,
      @RequestBody MoveWish wish,
      Viewer viewer,
      HttpServletRequest request) {
    LoopId loop = LoopId.read(id);
    if (loop == null || loops.find(loop, viewer).isEmpty())
      return Problems.of(Events.NONE, request);
    if (Objects.isNull(wish.entry())) {
      return Problems.of(Refusal.field("entry", "缺少记录编号", "an entry id is needed"), request);
    }
    if (Objects.isNull(wish.move())) {
      return Problems.of(Refusal.field("move", "缺少操作", "a move is needed"), request);
    }
    if (wish.version() == null) {
      return Problems.of(
          Refusal.field("version", "缺少版本号", "the version you saw is needed"), request);
    }
    return switch (moves.make(loop, wish, Actor.of(viewer))) {
      case Outcome.Done<Loop> done -> shown(loop, viewer, request);
      case Outcome.Refused<Loop>(List<Refusal> reasons) -> Problems.of(reasons, request);
    };
  }
}
