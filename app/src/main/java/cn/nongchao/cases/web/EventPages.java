package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopLine;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.LoopViews;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Stage;
import cn.nongchao.loop.Timeline;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Typed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers the page of one event for one person. */
@Component
class EventPages {

  private static final Set<String> CALLERS = Set.of(CasesRoles.DISPATCHER, CasesRoles.CLERK);

  /** Steps whose note whoever comes next should read first. */
  private static final Set<String> TELLING =
      Set.of(
          EventMove.RETURNED.name(),
          EventMove.FAILED.name(),
          EventMove.REOPENED.name(),
          EventMove.PAUSED.name(),
          EventMove.HELP_ASKED.name());

  private static final Set<String> ASIDE =
      Set.of(Move.Common.NOTED.name(), Move.Common.ESCALATED.name());

  private final Loops loops;
  private final LoopViews views;
  private final EventFiles files;
  private final PublicTimeline timeline;
  private final Names names;
  private final Roster roster;

  EventPages(
      Loops loops,
      LoopViews views,
      EventFiles files,
      PublicTimeline timeline,
      Names names,
      Roster roster) {
    this.loops = loops;
    this.views = views;
    this.files = files;
    this.timeline = timeline;
    this.names = names;
    this.roster = roster;
  }

  /**
   * @param form the move whose form was sent and refused; empty for a page just opened
   * @return empty where there is no such event, or the viewer may not see it
   */
  Optional<EventPage> of(
      LoopId id, Viewer viewer, String form, Typed typed, Map<String, List<Evidence>> kept) {
    Loop loop = loops.find(id, viewer).orElse(null);
    EventFacts facts = loop == null ? null : files.facts(id).orElse(null);
    if (loop == null || facts == null) return Optional.empty();
    return Optional.of(page(loop, facts, viewer, new Sent(form, typed, kept)));
  }

  /** A form that was sent and refused. */
  private record Sent(String form, Typed typed, Map<String, List<Evidence>> kept) {}

  private EventPage page(Loop loop, EventFacts facts, Viewer viewer, Sent sent) {
    LoopView view = views.of(loop, viewer);
    boolean staff = viewer.works();
    List<String> moves = moves(view, facts);
    List<Entry> entries = loops.entries(loop.id());
    Category line = files.line(facts).orElse(null);
    boolean sends = moves.contains(EventMove.DISPATCHED.name());
    boolean helps = moves.contains(EventMove.HELP_ASKED.name());
    boolean handles = moves.contains(EventMove.HANDLED.name());
    Entry last = last(entries);
    // Whoever has just returned it is not proposed again.
    boolean returned = last.move().equals(EventMove.RETURNED.name());
    OrganisationId staffOf = sends ? staffOf(sent.typed(), returned ? null : line) : null;
    return new EventPage(
        view,
        facts,
        staff,
        files.category(facts).orElse(null),
        line == null || line.lead() == null ? "" : names.of(line.lead()),
        line == null ? "" : names.of(line.assisting()),
        reported(entries.getFirst(), loop, viewer),
        timeline.of(entries, names::of).reversed(),
        staff ? reason(view, last) : null,
        staff && moves.contains(EventMove.MERGED.name()) ? alike(facts, viewer) : List.of(),
        merged(loop.id()),
        facts.mergedInto() == null ? null : facts.mergedInto().toString(),
        moves,
        moves.contains(EventMove.TRIAGED.name()) ? files.lines() : List.of(),
        sends || helps ? roster.targets(loop.division(), line) : List.of(),
        staffOf,
        staffOf == null ? List.of() : roster.colleagues(staffOf),
        handles && loop.handler() != null ? roster.colleagues(loop.handler()) : List.of(),
        viewer.holdsAny(CALLERS) || viewer.id().equals(loop.assignee()),
        sent.form(),
        sent.typed(),
        sent.kept(),
        sent.typed().one("entry", Ids.next().toString()));
  }

  /** What the report came with, for those at work on it and whoever sent it. */
  private List<Evidence> reported(Entry report, Loop loop, Viewer viewer) {
    boolean theirs = viewer.works() || viewer.id().equals(loop.openedBy());
    return theirs ? views.timeline(List.of(report)).lines().getFirst().evidence() : List.of();
  }

  private static Entry last(List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> !ASIDE.contains(entry.move()))
        .findFirst()
        .orElseThrow();
  }

  private static Timeline.@Nullable Line reason(LoopView view, Entry last) {
    if (!TELLING.contains(last.move())) return null;
    return view.timeline().lines().stream()
        .filter(line -> line.entry().equals(last.id()))
        .findFirst()
        .orElse(null);
  }

  /** In the order of the life cycle, so that the move that leads on comes first. */
  private static List<String> moves(LoopView view, EventFacts facts) {
    return view.moves().stream()
        .map(edge -> edge.move().name())
        .distinct()
        .filter(move -> facts.rating() == null || !move.equals(EventMove.RATED.name()))
        .toList();
  }

  private static @Nullable OrganisationId staffOf(Typed typed, @Nullable Category line) {
    OrganisationId chosen = OrganisationId.read(typed.one("to"));
    return chosen != null ? chosen : line == null ? null : line.lead();
  }

  private List<EventPage.Alike> alike(EventFacts facts, Viewer viewer) {
    List<EventFiles.Alike> found = files.alike(facts, viewer);
    Map<LoopId, Stage> stages =
        views.lines(found.stream().map(EventFiles.Alike::loop).toList()).stream()
            .collect(Collectors.toMap(line -> line.loop().id(), LoopLine::stage));
    return found.stream()
        .map(other -> {
          Stage stage = Objects.requireNonNull(stages.get(other.loop().id()));
          return new EventPage.Alike(
              other.loop().id().toString(),
              other.loop().number(),
              other.loop().title(),
              stage.title(),
              stage.tone().css(),
              other.metres());
        })
        .toList();
  }

  private Map<String, String> merged(LoopId id) {
    return files.merged(id).stream()
        .flatMap(other -> loops.find(other).stream())
        .collect(
            Collectors.toMap(
                other -> other.id().toString(), Loop::number, (a, b) -> a, LinkedHashMap::new));
  }
}
