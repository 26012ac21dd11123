package cn.nongchao.people.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.people.Polygon.Box;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How much ground outlines have, in common and beyond each other. */
class GroundTest {

  /** A thousandth of a degree at 30° north: 96.41 m by 111.32 m. */
  private static final double CELL = 96.41 * 111.32;

  private static final String SQUARE = "[[0,0],[2,0],[2,2],[0,2],[0,0]]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the same           | [[0,0],[2,0],[2,2],[0,2],[0,0]] | 4 | 0",
        "clockwise          | [[0,0],[0,2],[2,2],[2,0],[0,0]] | 4 | 0",
        "beside, edge to edge | [[2,0],[4,0],[4,2],[2,2],[2,0]] | 0 | 4",
        "half over          | [[1,0],[3,0],[3,2],[1,2],[1,0]] | 2 | 2",
        "within             | [[0.5,0.5],[1.5,0.5],[1.5,1.5],[0.5,1.5],[0.5,0.5]] | 1 | 0",
        "across, in two     | [[-1,0.5],[3,0.5],[3,1.5],[-1,1.5],[-1,0.5]] | 2 | 2",
        "far away           | [[9,9],[10,9],[10,10],[9,10],[9,9]] | 0 | 1",
      })
  void whatTwoHaveInCommonAndWhatIsBeyond(String what, String ring, double common, double beyond) {
    Ground square = polygon(SQUARE);
    Ground other = polygon(ring);
    assertThat(other.common(square) / CELL).as(what).isCloseTo(common, within(0.001));
    assertThat(other.beyond(square) / CELL).as(what).isCloseTo(beyond, within(0.001));
  }

  @Test
  void holesAndPartsCount() {
    Ground ring = polygon(SQUARE + ",[[0.5,0.5],[0.5,1.5],[1.5,1.5],[1.5,0.5],[0.5,0.5]]");
    assertThat(ring.squareMetres()).isCloseTo(3 * CELL, Percentage.withPercentage(0.1));
    Ground two = ground("MultiPolygon", "[[" + SQUARE + "],[[[5,5],[6,5],[6,6],[5,6],[5,5]]]]");
    assertThat(two.squareMetres()).isCloseTo(5 * CELL, Percentage.withPercentage(0.1));
    assertThat(polygon(SQUARE).beyond(ring)).isCloseTo(CELL, Percentage.withPercentage(0.1));
  }

  @Test
  void boxesAreApartInMetres() {
    Box here = new Box(120, 30, 120.01, 30.01);
    assertThat(Ground.apart(here, new Box(120.01, 30.005, 120.02, 30.02))).isZero();
    Box east = new Box(120.02, 30, 120.03, 30.01);
    assertThat(Ground.apart(here, east)).isCloseTo(964, within(1.0));
    assertThat(Ground.apart(east, here)).isCloseTo(964, within(1.0));
    assertThat(Ground.apart(here, new Box(120, 30.02, 120.01, 30.03))).isCloseTo(1113, within(1.0));
  }

  private static Ground polygon(String rings) {
    return ground("Polygon", "[" + rings + "]");
  }

  /** Coordinates in thousandths of a degree from 120° east, 30° north. */
  private static Ground ground(String type, String coordinates) {
    var mapper = JsonMapper.shared();
    String there =
        java.util.regex.Pattern.compile("\\[(-?[\\d.]+),(-?[\\d.]+)\\]")
            .matcher(coordinates)
            .replaceAll(pair ->
                "["
                    + (120 + Double.parseDouble(pair.group(1)) / 1000)
                    + ","
                    + (30 + Double.parseDouble(pair.group(2)) / 1000)
                    + "]");
    String json = "{\"type\":\"" + type + "\",\"coordinates\":" + there + "}";
    return Ground.of(mapper.readTree(json), 30);
  }
}
