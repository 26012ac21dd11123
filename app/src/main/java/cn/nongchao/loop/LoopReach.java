package cn.nongchao.loop;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A loop is within reach of whoever may read it; what they may do to it its own rules say. */
@Component
class LoopReach implements Reach<Loop> {

  private final Loops loops;

  LoopReach(Loops loops) {
    this.loops = loops;
  }

  @Override
  public Class<Loop> type() {
    return Loop.class;
  }

  @Override
  public Outcome<Loop> find(String text, Caller caller, Collection<String> roles) {
    LoopId id = LoopId.read(text);
    return (id == null ? Optional.<Loop>empty() : loops.find(id, (Viewer) caller))
        .map(Outcome::done)
        .orElseGet(
            () -> Outcome.refused(Refusal.of("not-found", "没有这件事项", "there is no such loop")));
  }

  @Override
  public Outcome<Loop> reaches(Loop loop, Caller caller, Collection<String> roles) {
    return find(loop.id().toString(), caller, roles);
  }
}
