package cn.nongchao.seal.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Malformed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileIdTest {
  @ParameterizedTest
  @CsvSource({
    "0,0,256,tile/0/000",
    "0,0,1,tile/0/000.p/1",
    "1,1234067,256,tile/1/x001/x234/067",
    "2,1000,255,tile/2/x001/000.p/255",
    "7,127,256,tile/7/127",
    "-1,999,256,tile/entries/999",
    "-1,9223372036854775807,7,tile/entries/x009/x223/x372/x036/x854/x775/807.p/7",
  })
  void everyTileHasOnePath(int level, long index, int width, String path) throws Exception {
    TileId tile = new TileId(level, index, width);
    assertThat(tile.path()).isEqualTo(path);
    assertThat(TileId.parse(path)).isEqualTo(tile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/00/000",
        "tile/0/0",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/1000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/300",
        "tile/8/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/-01",
        "tile/0/xx01/000",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/../000",
        "tile/0/a00",
        "tile/entries",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/entries/x/000",
      })
  void otherPathsAreRefused(String path) {
    assertThat(Malformed.caught(() -> TileId.parse(path)).ok()).as(path).isFalse();
  }

  @Test
  void theRightEdgeIsThatOfTheSpecificationsExample() {
    assertThat(Stream.of(70_000L, 256L, 0L, 65_536L).map(TileIdTest::edge))
        .containsExactly(
            "[tile/0/273.p/112, tile/1/001.p/17, tile/2/000.p/1]",
            "[tile/1/000.p/1]",
            "[]",
            "[tile/2/000.p/1]");
    assertThat(TileId.widthAt(0, 272, 70_000)).isEqualTo(256);
    assertThat(TileId.widthAt(0, 273, 70_000)).isEqualTo(112);
    assertThat(TileId.widthAt(0, 274, 70_000)).isZero();
    assertThat(TileId.edge(Long.MAX_VALUE)).hasSize(8);
  }

  private static String edge(long size) {
    return TileId.edge(size).stream().map(TileId::path).toList().toString();
  }
}
