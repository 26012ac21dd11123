package cn.nongchao.portal.web;

import cn.nongchao.cases.EventFacts;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.loop.Entry;
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
  private final Divisions divisions;
  private final Organisations organisations;

  Tracking(
      Loops loops,
      LifeCycles lives,
      EventFiles files,
      PublicTimeline timeline,
      Divisions divisions,
      Organisations organisations) {
    this.loops = loops;
    this.lives = lives;
    this.files = files;
    this.timeline = timeline;
    this.divisions = divisions;
    this.organisations = organisations;
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
        divisions.path(loop.division()),
        stage.title(),
        stage.tone().css(),
        shown == loop ? "" : shown.number(),
        shown.due(),
        shown.isOpen(),
        lines.reversed(),
        closed && facts.rating() == null,
        facts.rating(),
        files.reopenUntil(loop).orElse(null),
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
    return timeline.of(entries, organisations::name);
  }
}
