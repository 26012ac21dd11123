package cn.nongchao.cases;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.PublicEvidence;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the holder of a tracking code may see: the photos they sent themselves, and those that show
 * what became of it, also where it went on in another person's report; that person's own photos are
 * not theirs. Photos among colleagues, and from the check, stay inside.
 */
@Component
class TrackedEvidence implements PublicEvidence {

  private final EventFiles files;
  private final Loops loops;
  private final TrackedPass pass;

  TrackedEvidence(EventFiles files, Loops loops, TrackedPass pass) {
    this.files = files;
    this.pass = pass;
    this.loops = loops;
  }

  @Override
  public boolean shows(LoopId loop, Evidence evidence, String given) {
    LoopId own = pass.read(given);
    if (own == null) return false;
    boolean reporter = own.equals(loop);
    return (reporter || loop.equals(goesOnIn(own)))
        && (isForReporter(loop, evidence) || reporter && isOfReport(loop, evidence));
  }

  @Override
  public boolean isForReporter(LoopId loop, Evidence evidence) {
    return loops.entries(loop).stream()
        .filter(entry -> !entry.move().equals(Move.Common.OPENED.name()))
        .anyMatch(entry -> PublicTimeline.photos(entry).contains(evidence.id()));
  }

  private boolean isOfReport(LoopId loop, Evidence evidence) {
    Entry report = loops.entries(loop).getFirst();
    return PublicTimeline.photos(report).contains(evidence.id());
  }

  private @Nullable LoopId goesOnIn(LoopId own) {
    return files.facts(own).map(EventFacts::mergedInto).orElse(null);
  }
}
