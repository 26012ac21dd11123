package cn.nongchao.people.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.people.Polygon;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The demo's map: cells tile the street, none is crooked, each village is in one piece. */
class SketchTest {

  private final Sketch sketch = DemoPlaces.sketch();

  @Test
  void cellsFillTheStreetWithoutOverlap() {
    double sum = IntStream.range(0, sketch.cells()).mapToDouble(i -> area(sketch.cell(i))).sum();
    assertThat(sum).isCloseTo(area(sketch.whole()), within(area(sketch.whole()) * 1e-4));
  }

  @Test
  void villagesFillTheStreetToo() {
    double sum = IntStream.range(0, 25).mapToDouble(i -> area(sketch.area(i))).sum();
    assertThat(sum).isCloseTo(area(sketch.whole()), within(area(sketch.whole()) * 1e-4));
  }

  @Test
  void theMiddleOfACellIsInThatCellAlone() {
    for (int i = 0; i < sketch.cells(); i++) {
      Polygon.Corner middle = sketch.cell(i).middle();
      for (int j = 0; j < sketch.cells(); j++) {
        assertThat(sketch.cell(j).contains(middle.lat(), middle.lon())).isEqualTo(i == j);
      }
    }
  }

  @Test
  void theSameMapEachTime() {
    assertThat(DemoPlaces.sketch().whole()).isEqualTo(sketch.whole());
  }

  private static double area(Polygon polygon) {
    double sum = 0;
    var ring = polygon.ring();
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      sum +=
          (ring.get(j).lon() - 120.48) * (ring.get(i).lat() - 30.3)
              - (ring.get(i).lon() - 120.48) * (ring.get(j).lat() - 30.3);
    }
    return Math.abs(sum / 2);
  }
}
