package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.ClockState;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LoopQuery.Turn;
import cn.nongchao.people.Viewer;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * In which stages a loop of a box waits for somebody: those from which they may lead it on, and
 * those in which it may wait for their word by name, whether or not that leads anywhere. Pausing,
 * sending it elsewhere again, adding a note, ending what others can lead on are no duty.
 */
@Component
public class Turns {

  private final LifeCycles lives;

  Turns(LifeCycles lives) {
    this.lives = lives;
  }

  /** For {@link LoopQuery#waitingFor}. */
  public Turn of(Box box, Viewer viewer) {
    boolean own = viewer.works() && (box == Box.MINE || box == Box.ALL);
    return new Turn(
        viewer.id(),
        stages((life, edge, stage) -> leads(life, edge, stage, box, viewer)),
        own ? stages((life, edge, stage) -> edge.by().contains(Who.asked())) : Set.of());
  }

  /** Who leads a loop on from this stage, as its life declares it. */
  public static Set<Who> whose(LifeCycle life, String stage) {
    return life.from(stage).stream()
        .filter(edge -> leads(life, edge, stage, who -> true))
        .flatMap(edge -> edge.by().stream())
        .collect(Collectors.toSet());
  }

  private interface Leading {
    boolean on(LifeCycle life, Edge edge, String stage);
  }

  private Set<String> stages(Leading leading) {
    return lives.all().stream()
        .flatMap(life ->
            life.places().stream()
                .filter(place -> place.clock() == ClockState.RUNS)
                .map(place -> place.stage().name())
                .filter(stage ->
                    life.from(stage).stream().anyMatch(edge -> leading.on(life, edge, stage)))
                .map(stage -> life.kind() + "/" + stage))
        .collect(Collectors.toSet());
  }

  /** The stages in which whoever has a loop in hand leads it on, as {@code kind/STAGE}. */
  Set<String> inHand() {
    return stages((life, edge, stage) ->
        leads(life, edge, stage, who -> who instanceof Who.Assignee || who instanceof Who.Member));
  }

  private static boolean leads(LifeCycle life, Edge edge, String stage, Box box, Viewer viewer) {
    return leads(life, edge, stage, who -> falls(who, box, viewer));
  }

  private static boolean leads(LifeCycle life, Edge edge, String stage, Predicate<Who> whose) {
    Stage to = edge.to();
    if (to == null || edge.stays() || to.name().equals(stage)) return false;
    // What also starts where it leads is done anew from there on: no duty of those further on.
    if (edge.from().contains(to.name()) && order(to) < order(life.stage(stage))) return false;
    ClockState clock = life.place(to.name()).clock();
    boolean instead = edge.from().stream().anyMatch(from -> goesOn(life, from));
    if (clock == ClockState.STOPS || (clock == ClockState.ENDED && instead)) return false;
    return edge.by().stream().anyMatch(whose);
  }

  /** Whether somebody leads it on from here: then to end it instead is nobody's duty. */
  private static boolean goesOn(LifeCycle life, String stage) {
    int here = order(life.stage(stage));
    return life.from(stage).stream()
        .map(Edge::to)
        .filter(Objects::nonNull)
        .anyMatch(to -> life.place(to.name()).clock() == ClockState.RUNS && order(to) > here);
  }

  private static int order(Stage stage) {
    return ((Enum<?>) stage).ordinal();
  }

  private static boolean falls(Who who, Box box, Viewer viewer) {
    return switch (who) {
      case Who.Holder(var roles) -> box != Box.MINE && viewer.holdsAny(roles);
      case Who.Member(var roles) ->
          (box == Box.SQUAD || box == Box.MINE || box == Box.ALL) && viewer.holdsAny(roles);
      case Who.Assignee _ -> box == Box.MINE || box == Box.ALL;
      case Who.Reporter _, Who.Automatic(), Who.Asked() -> false;
      // To take something back while others are asked is nobody's duty.
      case Who.WhileAsked whileAsked -> false;
    };
  }
}
