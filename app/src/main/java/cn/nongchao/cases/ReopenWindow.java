package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How long a reporter may have a closed event handled again. Supervision is not bound by it. */
@Component
class ReopenWindow {

  private static final Set<String> UNBOUND = Set.of(CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR);

  private final CasesSettings settings;
  private final Clock clock;

  ReopenWindow(CasesSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  boolean open(Loop loop, Actor actor) {
    if (actor instanceof Actor.Automatic) return true;
    if (actor instanceof Actor.Signed(var viewer) && viewer.holdsAny(UNBOUND)) return true;
    Instant closed = loop.closedAt();
    return closed == null || clock.instant().isBefore(closed.plus(settings.reopenWithin()));
  }

  Refusal refusal() {
    long days = settings.reopenWithin().toDays();
    return Refusal.of(
        "too-late",
        "结案已超过 " + days + " 天，不能再要求重新办理；如问题仍在，请重新上报",
        "it was closed more than "
            + days
            + " days ago; please report it anew if it is still there");
  }
}
