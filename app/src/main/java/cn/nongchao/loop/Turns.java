package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.people.Viewer;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * In which stages a loop of a box waits for somebody: those from which they may lead it on.
 * Pausing, sending it elsewhere again, adding a note lead nowhere.
 */
@Component
public class Turns {

  private final LifeCycles lives;

  Turns(LifeCycles lives) {
    this.lives = lives;
  }

  /** As {@code kind/STAGE}, for {@link LoopQuery#stages}. */
  public Set<String> of(Box box, Viewer viewer) {
    return lives.all().stream()
        .flatMap(life ->
            life.places().stream()
                .filter(place -> place.clock() == ClockState.RUNS)
                .map(place -> place.stage().name())
                .filter(stage ->
                    life.from(stage).stream().anyMatch(e -> leads(life, e, stage, box, viewer)))
                .map(stage -> life.kind() + "/" + stage))
        .collect(Collectors.toSet());
  }

  private static boolean leads(LifeCycle life, Edge edge, String stage, Box box, Viewer viewer) {
    Stage to = edge.to();
    if (to == null || edge.stays() || to.name().equals(stage)) return false;
    if (edge.from().contains(to.name())) return false;
    if (life.place(to.name()).clock() == ClockState.STOPS) return false;
    return edge.by().stream().anyMatch(who -> falls(who, box, viewer));
  }

  private static boolean falls(Who who, Box box, Viewer viewer) {
    return switch (who) {
      case Who.Holder(var roles) -> box != Box.MINE && viewer.holdsAny(roles);
      case Who.Member(var roles) ->
          (box == Box.SQUAD || box == Box.MINE || box == Box.ALL) && viewer.holdsAny(roles);
      case Who.Assignee() -> box == Box.MINE || box == Box.ALL;
      case Who.Reporter(), Who.Automatic() -> false;
    };
  }
}
