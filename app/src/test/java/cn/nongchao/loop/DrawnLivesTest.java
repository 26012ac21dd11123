package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.platform.Lang;
import org.junit.jupiter.api.Test;

/** Every life cycle's drawing can be read: on a phone too, and in both languages. */
class DrawnLivesTest {

  /** What a card leaves of 360 pixels, at no less than four fifths of its size. */
  private static final int PHONE = 360;

  @Test
  void numbersCoverNeitherEachOtherNorAStageAndWordsFitTheirBoxes() {
    for (LifeCycle life : RunningApp.bean(LifeCycles.class).all()) {
      GraphDrawing drawing = GraphDrawing.of(life);
      assertThat(drawing.width()).as(life.kind()).isLessThanOrEqualTo(PHONE);
      for (GraphDrawing.Arrow a : drawing.arrows()) {
        assertThat(drawing.arrows())
            .as("%s %d", life.kind(), a.number())
            .filteredOn(b -> b != a && apart(a, b) <= 2 * GraphDrawing.MARK)
            .isEmpty();
        assertThat(a.markX()).isGreaterThanOrEqualTo(GraphDrawing.MARK);
      }
      for (GraphDrawing.Node node : drawing.nodes()) {
        assertThat(drawing.arrows()).as(life.kind()).noneMatch(arrow -> covers(node, arrow));
        for (Lang lang : Lang.values()) {
          assertThat(node.words(lang))
              .as(life.kind())
              .allMatch(line -> GraphDrawing.Node.breadth(line) <= node.width());
        }
      }
    }
  }

  private static double apart(GraphDrawing.Arrow a, GraphDrawing.Arrow b) {
    return Math.hypot(a.markX() - b.markX(), a.markY() - b.markY());
  }

  private static boolean covers(GraphDrawing.Node node, GraphDrawing.Arrow arrow) {
    return Math.abs(arrow.markX() - node.middle()) < node.width() / 2 + GraphDrawing.MARK
        && Math.abs(arrow.markY() - node.centre()) < node.height() / 2 + GraphDrawing.MARK;
  }
}
