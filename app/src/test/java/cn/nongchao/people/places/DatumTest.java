package cn.nongchao.people.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.people.Polygon.Corner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Known points: those the README of wandergis/coordtransform prints, and those of googollee's
 * eviltransform for Shanghai, Shenzhen and Beijing.
 */
class DatumTest {

  @ParameterizedTest
  @CsvSource({
    "116.404,      39.915,      116.41024449916938, 39.91640428150164",
    "121.5272106,  31.1774276,  121.531541859215,   31.17530398364597",
    "113.912316,   22.543847,   113.9171764808363,  22.540796131694766",
    "116.377817,   39.911954,   116.38404722455657, 39.91334545536069",
  })
  void mapsShiftAPointByHundredsOfMetres(double lon, double lat, double toLon, double toLat) {
    Corner there = Datum.intoGcj(new Corner(lon, lat));
    assertThat(there.lon()).isCloseTo(toLon, within(2e-6));
    assertThat(there.lat()).isCloseTo(toLat, within(2e-6));
    Corner back = Datum.GCJ02.toWgs84(new Corner(toLon, toLat));
    assertThat(back.lon()).isCloseTo(lon, within(2e-6));
    assertThat(back.lat()).isCloseTo(lat, within(2e-6));
  }

  @Test
  void whatBaiduAddsIsTakenOffFirst() {
    Corner gcj = Datum.outOfBaidu(new Corner(116.404, 39.915));
    assertThat(gcj.lon()).isCloseTo(116.39762729119315, within(1e-9));
    assertThat(gcj.lat()).isCloseTo(39.90865673957631, within(1e-9));
    Corner wgs = Datum.BD09.toWgs84(new Corner(116.404, 39.915));
    assertThat(wgs).isEqualTo(Datum.GCJ02.toWgs84(gcj));
  }

  @ParameterizedTest
  @EnumSource(Datum.class)
  void everywhereInTheCountryTheWayBackIsRight(Datum datum) {
    for (double lon = 74; lon < 135; lon += 3.7) {
      for (double lat = 19; lat < 53; lat += 2.9) {
        Corner real = new Corner(lon, lat);
        if (datum == Datum.WGS84) assertThat(datum.toWgs84(real)).isEqualTo(real);
        if (datum != Datum.GCJ02) continue;
        Corner back = datum.toWgs84(Datum.intoGcj(real));
        assertThat(back.lon()).isCloseTo(lon, within(1e-8));
        assertThat(back.lat()).isCloseTo(lat, within(1e-8));
      }
    }
  }

  @Test
  void everyCornerOfAGeometryIsMoved() {
    JsonNode parts =
        JsonMapper.shared()
            .readTree(
                "{\"type\":\"MultiPolygon\",\"coordinates\":"
                    + "[[[[116.404,39.915],[116.41,39.915,5]]],"
                    + "[[[116.5,39.9],[500,39.9],[\"x\",1]]]]}");
    assertThat(Datum.WGS84.toWgs84(parts)).isSameAs(parts);
    JsonNode moved = Datum.GCJ02.toWgs84(parts);
    assertThat(moved.path("type").asString()).isEqualTo("MultiPolygon");
    Corner first = Datum.GCJ02.toWgs84(new Corner(116.404, 39.915));
    JsonNode rings = moved.path("coordinates");
    assertThat(rings.at("/0/0/0/0").asDouble()).isEqualTo(first.lon());
    assertThat(rings.at("/0/0/0/1").asDouble()).isEqualTo(first.lat());
    assertThat(rings.at("/0/0/1").size()).isEqualTo(2);
    assertThat(rings.at("/1/0/0/0").asDouble()).isBetween(116.49, 116.4999);
    assertThat(rings.at("/1/0/1/0").asDouble()).isEqualTo(500);
    assertThat(rings.at("/1/0/2/0").asString()).isEqualTo("x");
    assertThat(parts.at("/coordinates/0/0/0/0").asDouble()).isEqualTo(116.404);
  }
}
