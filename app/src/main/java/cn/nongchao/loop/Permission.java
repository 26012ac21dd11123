package cn.nongchao.loop;

import cn.nongchao.loop.Actor.Automatic;
import cn.nongchao.loop.Actor.CodeHolder;
import cn.nongchao.loop.Actor.Signed;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an actor may make a move on a loop. The only place where that is decided. */
final class Permission {

  private Permission() {}

  static boolean allows(LifeCycle.Edge edge, Loop loop, Actor actor) {
    return edge.by().stream().anyMatch(who -> matches(who, loop, actor));
  }

  /**
   * What stands between somebody and a move they could make but for one thing; null where more than
   * one thing does, or none.
   */
  static @Nullable Refusal nearMiss(LifeCycle.Edge edge, Loop loop, Viewer viewer) {
    for (Who who : edge.by()) {
      boolean isAssignees = who instanceof Who.Assignee && loop.assignee() != null;
      boolean colleague = loop.handler() != null && viewer.organisations().contains(loop.handler());
      if (isAssignees && colleague) {
        return Refusal.of("not-allowed", "这一步由承办人办理", "this step is its assignee's");
      }
      if (who instanceof Who.Member(var roles)
          && loop.handler() == null
          && viewer.holdsAny(roles)) {
        return Refusal.of("not-allowed", "还没有承办单位", "no unit has it in hand yet");
      }
    }
    return null;
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
      // What somebody has in hand is no licence: a grant that ended ends what could be done by it.
      case Who.Assignee(var roles) ->
          viewer.id().equals(loop.assignee())
              && (roles.isEmpty() ? viewer.works() : viewer.holdsAny(roles));
      case Who.Member(var roles) ->
          loop.handler() != null
              && viewer.organisations().contains(loop.handler())
              && viewer.holdsAny(roles);
      case Who.Reporter(boolean working) ->
          viewer.id().equals(loop.openedBy()) && (!working || viewer.works());
      case Who.Asked() -> viewer.works() && loop.awaits().contains(viewer.id());
      case Who.WhileAsked(Who other) -> !loop.awaits().isEmpty() && matches(other, loop, viewer);
      case Who.Automatic() -> false;
    };
  }
}
