package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.people.Polygon.Corner;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Outlines of grids: what is one, what is inside one. */
class PolygonTest {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "square      | 0 0, 0 2, 2 2, 2 0       | right",
        "bent        | 0 0, 0 3, 3 3, 3 2, 1 2, 1 0 | right",
        "bow tie     | 0 0, 2 2, 2 0, 0 2       | crosses itself",
        "touching    | 0 0, 4 0, 4 4, 2 0, 0 4  | crosses itself",
        "folded back | 0 0, 4 0, 2 0, 2 2       | crosses itself",
        "a line      | 0 0, 1 1, 2 2            | crosses itself",
        "twice       | 0 0, 0 0, 2 2, 2 0       | crosses itself",
        "two corners | 0 0, 2 2                 | at least 3",
      })
  void anOutlineIsOneRingThatDoesNotCrossItself(String what, String corners, String expected) {
    check(Polygon.of(corners(corners)), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,0]]]} | right",
        "{'type':'Point','coordinates':[0,0]} | must be a Polygon",
        "{'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,2]]]} | closed",
        "{'type':'Polygon','coordinates':[[[0,0],[2,0],[2,200],[0,0]]]} | out of range",
        "{'type':'Polygon','coordinates':[[[0,0],[2,'x'],[2,2],[0,0]]]} | [longitude, latitude]",
        "{'type':'Polygon','coordinates':[[[0,0],[9,0],[9,9],[0,0]],[[5,1],[6,1],[6,2],[5,1]]]} |"
            + " right",
        "{'type':'Polygon','coordinates':[[[0,0],[9,0],[9,9],[0,0]],[[5,6],[6,6],[6,7],[5,6]]]} |"
            + " a hole must lie within",
        "{'type':'MultiPolygon','coordinates':[]} | 1 to 50 parts",
        "{'type':'Polygon'} | no ring",
        "[] | missing",
      })
  void geoJson(String text, String expected) {
    check(Polygon.read(JSON.readTree(text.replace('\'', '"'))), expected);
  }

  @Test
  void insideOrNot() {
    Polygon bent = Polygon.of(corners("0 0, 0 3, 3 3, 3 2, 1 2, 1 0")).orThrow();
    assertThat(bent.contains(1, 0.5)).isTrue();
    assertThat(bent.contains(2.5, 2.5)).isTrue();
    assertThat(bent.contains(1, 2)).isFalse();
    assertThat(bent.contains(-1, 0.5)).isFalse();
  }

  @Test
  void partsAndHoles() {
    String text =
        "{'type':'MultiPolygon','coordinates':[[[[20,0],[22,0],[22,2],[20,0]]],"
            + "[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[8,1],[8,8],[1,8],[1,1]]]]}";
    Polygon ring = Polygon.read(JSON.readTree(text.replace('\'', '"'))).orThrow();
    assertThat(ring.contains(0.5, 0.5)).isTrue();
    assertThat(ring.contains(4.5, 4.5)).as("in the hole").isFalse();
    assertThat(ring.contains(1, 21.5)).as("in the other part").isTrue();
    assertThat(ring.box()).isEqualTo(new Polygon.Box(0, 0, 22, 9));
    Corner middle = ring.middle();
    assertThat(ring.contains(middle.lat(), middle.lon())).isTrue();
    assertThat(middle.lon()).as("of the largest part").isLessThan(9);
    Polygon back = Polygon.stored(ring.json(), JSON);
    assertThat(back.json()).isEqualTo(ring.json());
    assertThat(back.contains(4.5, 4.5)).isFalse();
    assertThat(back.more()).hasSize(1);
  }

  @Test
  void theMiddleIsInsideEvenOfABentShape() {
    Polygon hook = Polygon.of(corners("0 0, 10 0, 10 10, 0 10, 0 9, 9 9, 9 1, 0 1")).orThrow();
    Corner middle = hook.middle();
    assertThat(hook.contains(middle.lat(), middle.lon())).isTrue();
  }

  @Test
  void whatIsWrittenIsReadBackCounterClockwise() {
    Polygon clockwise = Polygon.of(corners("0 0, 0 2, 2 2, 2 0")).orThrow();
    Polygon read = Polygon.stored(clockwise.json(), JSON);
    assertThat(read.area()).isPositive();
    assertThat(read.ring()).containsExactlyInAnyOrderElementsOf(clockwise.ring());
  }

  private static List<Corner> corners(String text) {
    return List.of(text.split(",")).stream()
        .map(pair -> pair.strip().split(" "))
        .map(xy -> new Corner(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])))
        .toList();
  }

  private static void check(Outcome<Polygon> outcome, String expected) {
    switch (outcome) {
      case Outcome.Done<Polygon> done -> assertThat("right").isEqualTo(expected);
      case Outcome.Refused<Polygon>(List<Refusal> reasons) ->
          assertThat(reasons.getFirst().reason().en()).contains(expected);
    }
  }
}
