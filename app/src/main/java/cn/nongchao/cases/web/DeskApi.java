package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Roster;
import cn.nongchao.cases.Roster.Colleague;
import cn.nongchao.cases.Roster.Part;
import cn.nongchao.cases.Roster.Target;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the desk looks up, for programs: who is where and how busy, what may be the same. */
@RestController
@RequestMapping("/api/v1/events")
class DeskApi {

  private static final Refusal NO_UNIT =
      Refusal.of("not-found", "没有这个单位，或不在您的范围内", "no such organisation, or not yours to send to");

  private final Roster roster;
  private final EventFiles files;
  private final Loops loops;

  DeskApi(Roster roster, EventFiles files, Loops loops) {
    this.roster = roster;
    this.files = files;
    this.loops = loops;
  }

  /** The people at work in an organisation, the least busy first. */
  record Staff(List<Worker> items) {
    Staff {
      items = List.copyOf(items);
    }
  }

  /**
   * One of them.
   *
   * @param open loops in hand
   * @param last where the last of them is; empty where there is none
   * @param licensed whether they hold a valid law-enforcement licence
   * @param licensedTo its last day; null for none, or for one without a last day
   */
  record Worker(
      UUID id,
      String name,
      String title,
      int open,
      String last,
      boolean licensed,
      @Nullable LocalDate licensedTo) {
    static Worker of(Colleague one) {
      return new Worker(
          one.id().value(),
          one.name(),
          one.title(),
          one.open(),
          one.last(),
          one.licensed(),
          one.licence());
    }
  }

  /** Where an event can be sent: whoever leads by the responsibility list first. */
  record Targets(List<Body> items) {
    Targets {
      items = List.copyOf(items);
    }
  }

  /**
   * An organisation an event can be sent to.
   *
   * @param open loops it has in hand
   * @param part what the responsibility list makes of it for this event
   */
  record Body(UUID id, String name, String specialty, int open, Part part) {
    static Body of(Target one) {
      return new Body(one.id().value(), one.name(), one.specialty(), one.open(), one.part());
    }
  }

  /**
   * Other reports of the same.
   *
   * @param alike open events that may be the same, near and recent, nearest first
   * @param merged those merged into this one, earliest first
   */
  record Related(List<Alike> alike, List<EventJson> merged) {
    Related {
      alike = List.copyOf(alike);
      merged = List.copyOf(merged);
    }
  }

  /**
   * Another event that may be the same.
   *
   * @param metres how far away
   */
  record Alike(EventJson event, long metres) {}

  @Needs({CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @GetMapping("/staff")
  @Operation(
      summary = "Who is where and how busy",
      description = "The people at work in the organisation named by to, the least busy first.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Staff.class)))
  ResponseEntity<?> staff(
      @RequestParam(defaultValue = "") String to, Viewer viewer, HttpServletRequest request) {
    OrganisationId organisation = OrganisationId.read(to);
    if (organisation == null) {
      return Problems.of(
          Refusal.field("to", "请给出单位编号", "the id of an organisation is needed"), request);
    }
    return roster
        .colleagues(organisation, viewer)
        .<ResponseEntity<?>>map(
            all -> ResponseEntity.ok(new Staff(all.stream().map(Worker::of).toList())))
        .orElseGet(() -> Problems.of(NO_UNIT, request));
  }

  @Needs({CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR})
  @GetMapping("/{id}/targets")
  @Operation(summary = "Where an event can be sent, and how busy they are there")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Targets.class)))
  ResponseEntity<?> targets(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    LoopId asked = LoopId.read(id);
    Loop loop = asked == null ? null : loops.find(asked, viewer).orElse(null);
    EventFacts facts = loop == null ? null : files.facts(loop.id()).orElse(null);
    if (loop == null || facts == null) return Problems.of(Events.NONE, request);
    return ResponseEntity.ok(
        new Targets(
            roster.targets(loop.division(), files.line(facts).orElse(null)).stream()
                .map(Body::of)
                .toList()));
  }

  @Needs
  @GetMapping("/{id}/related")
  @Operation(
      summary = "Events that may be the same, and those merged into this one",
      description = "As far as the caller may see them.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Related.class)))
  ResponseEntity<?> related(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    LoopId asked = LoopId.read(id);
    Loop loop = asked == null ? null : loops.find(asked, viewer).orElse(null);
    EventFacts facts = loop == null ? null : files.facts(loop.id()).orElse(null);
    if (loop == null || facts == null) return Problems.of(Events.NONE, request);
    List<Alike> alike =
        files.alike(facts, viewer).stream()
            .map(one -> new Alike(EventJson.of(one.loop(), one.facts(), List.of()), one.metres()))
            .toList();
    List<Loop> merged =
        files.merged(loop.id()).stream().flatMap(one -> loops.find(one, viewer).stream()).toList();
    Map<LoopId, EventFacts> known = files.facts(merged.stream().map(Loop::id).toList());
    return ResponseEntity.ok(
        new Related(alike, EventJson.Page.of(new Slice<>(merged, null), known).items()));
  }
}
