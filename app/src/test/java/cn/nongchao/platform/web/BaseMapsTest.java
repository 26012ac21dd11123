package cn.nongchao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.platform.web.BaseMaps.Choice;
import cn.nongchao.platform.web.BaseMaps.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which maps may lie beneath ours, and from which servers pages may then load pictures. */
class BaseMapsTest {

  private static BaseMaps of(String url) {
    return new BaseMaps(new Choice("", List.of(new Given("甲", url, "a, b", "乙", "", 18))));
  }

  @Test
  void withoutASettingThereIsNoneAndNoServer() {
    BaseMaps none = new BaseMaps(new Choice("", List.of()));
    assertThat(none.layers()).isEmpty();
    assertThat(none.inWords()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://tile.example.org/{z}/{x}/{y}.png | https://tile.example.org",
        "http://10.1.2.3:8080/wmts/{TileMatrix}/{tilerow}/{TileCol} | http://10.1.2.3:8080",
        "https://{s}.tile.example.org/{z}/{x}/{y}?k=1 |"
            + " https://a.tile.example.org https://b.tile.example.org",
        "/tiles/{z}/{x}/{y}.png | ''",
      })
  void onlyTheServersOfALayerMayBeLoadedFrom(String url, String servers) {
    BaseMaps maps = of(url);
    assertThat(maps.inWords().strip()).isEqualTo(servers);
    assertThat(maps.layers().getFirst().tiles().getFirst()).contains("{z}/", "{x}", "{y}");
  }

  @Test
  void tiandituNeedsNothingButTheKey() {
    BaseMaps maps = new BaseMaps(new Choice("0123abc", List.of()));
    assertThat(maps.layers()).hasSize(2).allMatch(layer -> layer.tiles().size() == 2);
    assertThat(maps.layers().getFirst().tiles()).allMatch(url -> url.endsWith("tk=0123abc"));
    assertThat(maps.sources())
        .hasSize(8)
        .contains("https://t0.tianditu.gov.cn", "https://t7.tianditu.gov.cn");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://webrd01.is.autonavi.com/appmaptile?x={x}&y={y}&z={z} | AMap are in GCJ-02",
        "https://RT0.map.gtimg.com/tile?z={z}&x={x}&y={y} | Tencent are in GCJ-02",
        "https://maponline{s}.bdimg.com:443/tile/?x={x}&y={y}&z={z} | Baidu are in BD-09",
        "https://tile.example.org/1/2/3.png | address with {z}",
        "ftp://tile.example.org/{z}/{x}/{y} | address with {z}",
        "//tile.example.org/{z}/{x}/{y} | address with {z}",
        "https://tile.example.org;script-src/{z}/{x}/{y} | address with {z}",
      })
  void whatDoesNotFitOurCoordinatesOrIsNoAddressIsRefusedInWords(String url, String words) {
    assertThatThrownBy(() -> of(url))
        .hasMessageContaining(words)
        .hasMessageContaining("nongchao.map.layers[0].url");
  }

  @Test
  void aMapIsShownOnlyWithItsSource() {
    Given unnamed = new Given("甲", "/tiles/{z}/{x}/{y}", "a", "", "", 18);
    assertThatThrownBy(() -> new BaseMaps(new Choice("", List.of(unnamed))))
        .hasMessageContaining("attribution");
    assertThatThrownBy(() -> new BaseMaps(new Choice("a b'; x", List.of())))
        .hasMessageContaining("nongchao.map.tianditu");
  }
}
