package cn.nongchao.portal.web;

import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.cases.TrackedPass;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Stage;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisations;
import cn.nongchao.proof.IssuedCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gathers what the holder of a code is told. */
@Component
class Tracking {

  private final Loops loops;
  private final LifeCycles lives;
  private final EventFiles files;
  private final PublicTimeline timeline;
  private final Names names;
  private final Photos photos;

  Tracking(
      Loops loops,
      LifeCycles lives,
      EventFiles files,
      PublicTimeline timeline,
      Names names,
      Photos photos) {
    this.loops = loops;
    this.lives = lives;
    this.files = files;
    this.timeline = timeline;
    this.names = names;
    this.photos = photos;
  }

  /** What places and units are called. */
  @Component
  record Names(Divisions divisions, Organisations organisations) {}

  /** What is told of files, and how they are looked at. */
  @Component
  record Photos(EvidenceStore store, TrackedPass pass) {

    List<TrackJson.FileJson> named(List<PublicTimeline.Line> lines) {
      return store.find(lines.stream().flatMap(line -> line.photos().stream()).toList()).stream()
          .filter(file -> !file.isShownToThePublic())
          .map(file -> new TrackJson.FileJson(file.id(), file.name()))
          .toList();
    }
  }

  TrackJson of(LoopId id, List<IssuedCode> acts) {
    Loop loop = loops.find(id).orElseThrow();
    EventFacts facts = files.facts(id).orElseThrow();
    List<PublicTimeline.Line> lines = new ArrayList<>(told(loops.entries(id)));
    Loop shown = loop;
    if (facts.mergedInto() != null) {
      shown = loops.find(facts.mergedInto()).orElseThrow();
      lines.addAll(told(since(loop.stageSince(), loops.entries(shown.id()))));
    }
    Stage stage = lives.of(shown).stage(shown.stage());
    boolean closed = loop.stage().equals(EventStage.CLOSED.name());
    return new TrackJson(
        loop.number(),
        loop.version(),
        facts.words(),
        names.divisions().path(loop.division()),
        stage.title(),
        stage.tone().css(),
        shown == loop ? "" : shown.number(),
        shown.due(),
        shown.isOpen(),
        lines.reversed(),
        photos.named(lines),
        photos.pass().of(id),
        facts.erasedAt(),
        closed && facts.erasedAt() == null && files.awaitsReporter(facts),
        facts.rating(),
        facts.erasedAt() == null ? files.reopenUntil(loop).orElse(null) : null,
        acts.stream().map(TrackJson.ActJson::of).toList());
  }

  /** Of the event another was merged into: what came later, but not what its own reporter said. */
  private static List<Entry> since(Instant joined, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.at().isAfter(joined))
        .filter(entry -> !entry.move().equals(EventMove.RATED.name()))
        .filter(entry -> !entry.move().equals(EventMove.REOPENED.name()))
        .toList();
  }

  private List<PublicTimeline.Line> told(List<Entry> entries) {
    return timeline.of(entries, names.organisations()::name);
  }
}
