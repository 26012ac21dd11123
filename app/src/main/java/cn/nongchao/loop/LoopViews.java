package cn.nongchao.loop;

import cn.nongchao.form.Forms;
import cn.nongchao.form.Said;
import cn.nongchao.people.AsOf;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  record Names(
      People people,
      Organisations organisations,
      Divisions divisions,
      Forms forms,
      List<FactWords> all) {

    @Nullable FactWords words(String kind) {
      return all.stream().filter(words -> words.kind().equals(kind)).findFirst().orElse(null);
    }

    /** Names in place of ids, where the value is nothing but ids of organisations or people. */
    String named(String value) {
      List<UUID> ids = new ArrayList<>();
      for (String part : value.split(",")) {
        UUID id = Ids.read(part);
        if (id == null) return value;
        ids.add(id);
      }
      Map<OrganisationId, String> bodies =
          organisations.names(ids.stream().map(OrganisationId::new).toList());
      Map<PersonId, String> persons = people.names(ids.stream().map(PersonId::new).toList());
      return ids.stream()
          .map(id ->
              bodies.getOrDefault(
                  new OrganisationId(id), persons.getOrDefault(new PersonId(id), id.toString())))
          .collect(Collectors.joining("、"));
    }
  }

  /** The loop, which the viewer may see, as its page shows it. */
  public LoopView of(Loop loop, Viewer viewer) {
    LifeCycle life = lives.of(loop);
    List<Entry> entries = loops.entries(loop.id(), viewer);
    return new LoopView(
        loop,
        life.title(),
        life.stage(loop.stage()),
        names.divisions().pathAt(loop.division(), loop.closedAt()),
        loop.handler() == null
            ? null
            : names.organisations().nameAt(loop.handler(), loop.closedAt()),
        loop.assignee() == null ? null : names.people().name(loop.assignee()),
        timeline(entries),
        GraphDrawing.of(life, loop, loops.entries(loop.id())),
        loops.possible(loop, Actor.of(viewer)));
  }

  /** The entries of one loop as a timeline. */
  public Timeline timeline(List<Entry> entries) {
    Map<UUID, Evidence> files =
        evidence.find(entries.stream().flatMap(e -> e.evidence().stream()).toList()).stream()
            .collect(Collectors.toMap(Evidence::id, Function.identity()));
    return new Timeline(
        entries.reversed().stream()
            .map(entry -> AsOf.at(entry.at(), () -> line(entry, files)))
            .toList());
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
        Actor.inWords(entry.byLabel()),
        entry.note(),
        entry.late(),
        entry.due(),
        facts(entry),
        entry.evidence().stream().map(files::get).filter(Objects::nonNull).toList());
  }

  /** By the record the move carries; what was written before it had one, by the kind's words. */
  private List<Timeline.Fact> facts(Entry entry) {
    List<Timeline.Fact> facts = new ArrayList<>();
    Class<?> record = record(entry);
    Set<String> told = record == null ? Set.of() : names.forms().of(record).keys();
    if (record != null) {
      for (Said said : names.forms().said(names.forms().restored(record, entry.data()))) {
        facts.add(new Timeline.Fact(said.label(), said.value()));
      }
    }
    FactWords words = names.words(entry.kind());
    if (words == null) return facts;
    List<Timeline.Fact> others = new ArrayList<>();
    for (String key : entry.data().keySet()) {
      Text label = words.labels().get(key);
      if (label != null && !told.contains(key)) {
        String value = String.valueOf(entry.fact(key));
        others.add(new Timeline.Fact(label, value(words, key, value)));
      }
    }
    others.sort(Comparator.comparing(fact -> fact.label().zh()));
    facts.addAll(others);
    return facts;
  }

  private @Nullable Class<?> record(Entry entry) {
    LifeCycle life = lives.of(entry.kind());
    if (entry.move().equals(Move.Common.OPENED.name())) {
      return life.begins() == null ? null : life.begins().record();
    }
    LifeCycle.Edge edge = life.edge(entry.move());
    return edge == null ? null : edge.carried().record();
  }

  private Text value(FactWords words, String key, String value) {
    Text constant = words.values().getOrDefault(key, Map.of()).get(value);
    return constant != null ? constant : Text.same(names.named(value));
  }

  /** Loops as lines of a list; names are read in one query each. */
  public List<LoopLine> lines(List<Loop> list) {
    Instant now = clock.instant();
    Map<OrganisationId, String> handlers =
        names
            .organisations()
            .names(list.stream().flatMap(l -> Stream.ofNullable(l.handler())).toList());
    var organisations = names.organisations();
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
              AsOf.at(loop.closedAt(), () -> names.divisions().path(loop.division())),
              AsOf.at(
                  loop.closedAt(),
                  () -> organisations.then(loop.handler(), get(handlers, loop.handler()))),
              get(assignees, loop.assignee()),
              loop.isOpen() && loop.nextDue().filter(due -> due.isBefore(now)).isPresent());
        })
        .toList();
  }

  private static <K> @Nullable String get(Map<K, String> names, @Nullable K key) {
    return key == null ? null : names.get(key);
  }
}
