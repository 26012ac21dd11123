package cn.nongchao.loop;

import cn.nongchao.loop.Actor.Automatic;
import cn.nongchao.loop.Actor.CodeHolder;
import cn.nongchao.loop.Actor.Signed;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import java.util.List;

/** Whether an actor may make a move on a loop. The only place where that is decided. */
final class Permission {

  private Permission() {}

  static boolean allows(LifeCycle.Edge edge, Loop loop, Actor actor) {
    return edge.by().stream().anyMatch(who -> matches(who, loop, actor));
  }

  private static boolean matches(Who who, Loop loop, Actor actor) {
    return switch (actor) {
      case Automatic automatic -> who instanceof Who.Automatic;
      case CodeHolder(LoopId held) -> who instanceof Who.Reporter && held.equals(loop.id());
      case Signed(Viewer viewer) -> matches(who, loop, viewer);
    };
  }

  private static boolean matches(Who who, Loop loop, Viewer viewer) {
    List<OrganisationId> hands = loop.handler() == null ? List.of() : List.of(loop.handler());
    return switch (who) {
      case Who.Holder(var roles) -> viewer.holdsOver(roles, loop.division(), hands);
      case Who.Assignee() -> viewer.id().equals(loop.assignee());
      case Who.Member(var roles) ->
          loop.handler() != null
              && viewer.organisations().contains(loop.handler())
              && viewer.holdsAny(roles);
      case Who.Reporter() -> viewer.id().equals(loop.openedBy());
      case Who.Automatic() -> false;
    };
  }
}
