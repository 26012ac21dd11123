package cn.nongchao.loop;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A loop is there for whoever may see it; where a write names roles, one must be held over its
 * place or its unit. What may be done to it beyond that its own rules say.
 */
@Component
class LoopReach implements Reach<Loop> {

  private static final Refusal NONE = Refusal.of("not-found", "没有这件事项", "there is no such loop");

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
    return id == null ? Outcome.refused(NONE) : find(id, (Viewer) caller, roles);
  }

  @Override
  public Outcome<Loop> reaches(Loop loop, Caller caller, Collection<String> roles) {
    return find(loop.id(), (Viewer) caller, roles);
  }

  private Outcome<Loop> find(LoopId id, Viewer viewer, Collection<String> roles) {
    Loop loop = loops.find(id, viewer).orElse(null);
    if (loop == null) return Outcome.refused(NONE);
    List<OrganisationId> hands = loop.handler() == null ? List.of() : List.of(loop.handler());
    return roles.isEmpty() || viewer.holdsOver(roles, loop.division(), hands)
        ? Outcome.done(loop)
        : Outcome.refused(Refusal.of("not-allowed", "不在您的管辖范围内", "outside your scope"));
  }
}
