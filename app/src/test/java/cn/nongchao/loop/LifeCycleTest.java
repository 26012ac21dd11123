package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopFixture.Spot;
import cn.nongchao.loop.LoopFixture.Step;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A graph that does not hang together is refused when it is built; one that does can be drawn. */
class LifeCycleTest {

  private static Declaration<Void> two() {
    return LifeCycle.of("two", "二", "Two")
        .start(Spot.ARRIVED, Allowance.hours(1))
        .end(Spot.DELIVERED)
        .move(Step.DELIVERED)
        .from(Spot.ARRIVED)
        .to(Spot.DELIVERED)
        .by(Who.automatic())
        .needs()
        .and();
  }

  private static void refused(String reason, UnaryOperator<Declaration<Void>> change) {
    assertThatThrownBy(() -> change.apply(two()).build())
        .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatDoesNotHangTogetherIsRefused() {
    assertThat(two().build().start()).isEqualTo(Spot.ARRIVED);
    assertThatThrownBy(() -> LifeCycle.of("none", "无", "None").build())
        .hasMessageContaining("no start");
    refused("never SENT", b -> b.end(Spot.SENT));
    refused("declares twice", b -> b.end(Spot.DELIVERED));
    refused("does not declare SENT", b -> to(b, Step.SENT, Spot.ARRIVED, Spot.SENT));
    refused("does not declare RESTING", b -> to(b, Step.WOKEN, Spot.RESTING, Spot.DELIVERED));
    refused("stuck in SENT", b -> to(b.stage(Spot.SENT), Step.SENT, Spot.ARRIVED, Spot.SENT));
    refused("two moves DELIVERED", b -> to(b, Step.DELIVERED, Spot.ARRIVED, Spot.DELIVERED));
    refused(
        "begins nowhere",
        b -> b.move(Step.SENT).to(Spot.DELIVERED).by(Who.automatic()).needs().and());
    refused(
        "nobody may make", b -> b.move(Step.SENT).from(Spot.ARRIVED).stays().by().needs().and());
    refused(
        "nowhere to go back",
        b -> b.move(Step.WOKEN).from(Spot.ARRIVED).back().by(Who.automatic()).needs().and());
    refused(
        "cannot pause in DELIVERED",
        b ->
            to(b.pause(Spot.RESTING), Step.RESTED, Spot.DELIVERED, Spot.RESTING)
                .move(Step.WOKEN)
                .from(Spot.RESTING)
                .back()
                .by(Who.automatic())
                .needs()
                .and());
  }

  private static Declaration<Void> to(Declaration<Void> life, Move move, Stage from, Stage to) {
    return life.move(move).from(from).to(to).by(Who.automatic()).needs().and();
  }

  @Test
  void theDrawingShowsEveryStageOnceAndEveryMoveBetweenStages() {
    LifeCycle life = LoopFixture.life();
    GraphDrawing drawing = GraphDrawing.of(life);
    assertThat(drawing.nodes()).hasSize(life.places().size());
    assertThat(drawing.arrows())
        .extracting(a -> a.from().name() + "→" + a.to().name())
        .containsExactlyInAnyOrder(
            "ARRIVED→SENT",
            "SENT→DELIVERED",
            "ARRIVED→RESTING",
            "SENT→RESTING",
            "DELIVERED→ARRIVED");
    List<GraphDrawing.Node> nodes = drawing.nodes();
    for (GraphDrawing.Node a : nodes) {
      assertThat(a.x() + a.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(nodes).filteredOn(b -> b != a && overlap(a, b)).isEmpty();
    }
  }

  private static boolean overlap(GraphDrawing.Node a, GraphDrawing.Node b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  @Test
  void theWayDownTheMiddleIsTheLongestToAnEnd() {
    Map<String, Integer> left =
        GraphDrawing.of(LoopFixture.life()).nodes().stream()
            .collect(Collectors.toMap(n -> n.stage().name(), GraphDrawing.Node::x));
    assertThat(left.get("SENT")).isEqualTo(left.get("ARRIVED")).isEqualTo(left.get("DELIVERED"));
    assertThat(left.get("RESTING")).isGreaterThan(left.get("SENT"));
  }

  @Test
  void whoIsNamedInAnEdgeIsAskedAtTheDoor() {
    LifeCycle.Edge sent = LoopFixture.life().edge("ARRIVED", "SENT");
    assertThat(sent).isNotNull();
    assertThat(sent.by()).contains(Who.holder(CasesRoles.DISPATCHER));
    assertThat(sent.needs()).containsExactly(Need.HANDLER);
  }
}
