package cn.nongchao.cases;

import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.PublicEvidence;
import org.springframework.stereotype.Component;

/**
 * What the holder of a tracking code may see: the photos they sent themselves, and those that show
 * what became of it. Photos among colleagues, and from the check, stay inside.
 */
@Component
class TrackedEvidence implements PublicEvidence {

  private final EventFiles files;
  private final Loops loops;

  TrackedEvidence(EventFiles files, Loops loops) {
    this.files = files;
    this.loops = loops;
  }

  @Override
  public boolean shows(LoopId loop, Evidence evidence, String code) {
    return files.tracked(code).filter(loop::equals).isPresent()
        && loops.entries(loop).stream()
            .anyMatch(entry -> PublicTimeline.photos(entry).contains(evidence.id()));
  }
}
