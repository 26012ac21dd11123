package cn.nongchao.loop;

import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shapes loops for the shared parts of pages: {@code jte/loop/*.jte}. */
@Component
public class LoopViews {

  private final Loops loops;
  private final LifeCycles lives;
  private final LoopPages pages;
  private final EvidenceStore evidence;
  private final Names names;
  private final Clock clock;

  LoopViews(
      Loops loops,
      LifeCycles lives,
      LoopPages pages,
      EvidenceStore evidence,
      Names names,
      Clock clock) {
    this.loops = loops;
    this.lives = lives;
    this.pages = pages;
    this.evidence = evidence;
    this.names = names;
    this.clock = clock;
  }

  /** What things are called. */
  @Component
  record Names(People people, Organisations organisations, Divisions divisions) {}

  /** The loop, which the viewer may see, as its page shows it. */
  public LoopView of(Loop loop, Viewer viewer) {
    LifeCycle life = lives.of(loop);
    List<Entry> entries = loops.entries(loop.id());
    return new LoopView(
        loop,
        life.title(),
        life.stage(loop.stage()),
        names.divisions().path(loop.division()),
        loop.handler() == null ? null : names.organisations().name(loop.handler()),
        loop.assignee() == null ? null : names.people().name(loop.assignee()),
        timeline(entries),
        GraphDrawing.of(life, loop, entries),
        loops.possible(loop, Actor.of(viewer)));
  }

  /** The entries of one loop as a timeline. */
  public Timeline timeline(List<Entry> entries) {
    Map<UUID, Evidence> files =
        evidence.find(entries.stream().flatMap(e -> e.evidence().stream()).toList()).stream()
            .collect(Collectors.toMap(Evidence::id, Function.identity()));
    return new Timeline(entries.reversed().stream().map(entry -> line(entry, files)).toList());
  }

  private Timeline.Line line(Entry entry, Map<UUID, Evidence> files) {
    LifeCycle life = lives.of(entry.kind());
    Move move = life.move(entry.move());
    return new Timeline.Line(
        entry.id(),
        entry.version(),
        move == null ? Text.same(entry.move()) : move.title(),
        life.stage(entry.to()),
        !entry.to().equals(entry.from()),
        entry.at(),
        entry.byLabel(),
        entry.note(),
        entry.late(),
        entry.due(),
        named(entry.data()),
        entry.evidence().stream().map(files::get).filter(Objects::nonNull).toList());
  }

  private Map<String, String> named(Map<String, String> facts) {
    Map<String, String> named = new HashMap<>(facts);
    OrganisationId handler = OrganisationId.read(facts.get("handler"));
    PersonId assignee = PersonId.read(facts.get("assignee"));
    if (handler != null) named.put("handler", names.organisations().name(handler));
    if (assignee != null) named.put("assignee", names.people().name(assignee));
    return named;
  }

  /** Loops as lines of a list; names are read in one query each. */
  public List<LoopLine> lines(List<Loop> list) {
    Instant now = clock.instant();
    Map<OrganisationId, String> handlers =
        names
            .organisations()
            .names(list.stream().flatMap(l -> Stream.ofNullable(l.handler())).toList());
    Map<PersonId, String> assignees =
        names.people().names(list.stream().flatMap(l -> Stream.ofNullable(l.assignee())).toList());
    return list.stream()
        .map(loop -> {
          LifeCycle life = lives.of(loop);
          return new LoopLine(
              loop,
              pages.path(loop),
              life.title(),
              life.stage(loop.stage()),
              names.divisions().path(loop.division()),
              get(handlers, loop.handler()),
              get(assignees, loop.assignee()),
              loop.isOpen() && loop.nextDue().filter(due -> due.isBefore(now)).isPresent());
        })
        .toList();
  }

  private static <K> @Nullable String get(Map<K, String> names, @Nullable K key) {
    return key == null ? null : names.get(key);
  }
}
