package cn.nongchao.cases.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.OnDatabase;
import cn.nongchao.cases.Figures;
import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.requests.RequestImport.Result;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.DivisionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of requests taken in, broken off, taken in again; and a real city's year by year. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "nongchao.background=false")
class RequestImportTest extends OnDatabase {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir Path dir;
  @Autowired RequestImport requests;
  @Autowired Indicators indicators;
  @Autowired Loops loops;
  @Autowired JdbcClient jdbc;

  private Path sheet(String name, String rows) throws IOException {
    return Files.writeString(dir.resolve(name), "工单编号,受理时间,办结时限,办结时间,状态,类型,承办单位,地址,经度,纬度\n" + rows);
  }

  private Result run(Path file, String source, long limit) throws IOException {
    var settings = new RequestImport.Settings(source, new DivisionCode("330114003"), ZONE, limit);
    return requests.run(Survey.of(file, null).orThrow(), settings, rows -> {}).orThrow();
  }

  private long events(String source) {
    return jdbc.sql("select count(*) from cases.events where source = ?")
        .param(source)
        .query(Long.class)
        .single();
  }

  @Test
  void aRequestLivesItsLifeAgainAtItsOwnDates() throws IOException {
    run(
        sheet(
            "one.csv",
            "A1,2026-03-02 08:00:05,2026-03-05 09:10:11,2026-03-04 18:00:00,已办结,占道经营,城管中队,"
                + "同一村1号,120.4,30.3\n"),
        "one",
        Long.MAX_VALUE);
    LoopId id =
        new LoopId(
            jdbc.sql("select id from cases.events where source = 'one'")
                .query(UUID.class)
                .single());
    List<Entry> life = loops.entries(id);
    assertThat(life)
        .extracting(Entry::move)
        .containsExactly(
            "OPENED", "TRIAGED", "DISPATCHED", "ACCEPTED", "HANDLED", "PASSED", "CLOSED");
    assertThat(life.getFirst().at()).isEqualTo(Instant.parse("2026-03-02T00:00:05Z"));
    assertThat(life.getLast().at()).isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
    assertThat(life).isSortedAccordingTo(java.util.Comparator.comparing(Entry::at));
    assertThat(life).extracting(Entry::due).containsOnly(Instant.parse("2026-03-05T01:10:11Z"));
    assertThat(life).extracting(Entry::byLabel).containsOnly("系统 import");
    assertThat(loops.find(id).orElseThrow().handler()).isNotNull();
  }

  @Test
  void badRowsGoToASideFileWithTheirReasons() throws IOException {
    Path file =
        sheet(
            "bad.csv",
            "B1,2026-03-02 08:00:00,,,待受理,占道经营,,,,\n"
                + ",2026-03-02 08:00:00,,,,占道经营,,,,\n"
                + "B3,someday,,,,占道经营,,,,\n"
                + "B4,2026-03-02 08:00:00,,2026-03-01 08:00:00,,占道经营,,,,\n"
                + "B5,2026-03-02 08:00:00,,,已办结,占道经营,,,,\n"
                + "B6,2026-03-02 08:00:00,,,,占道经营,,,999,1\n"
                + "B7,2026-03-02 08:00:00\n"
                + "B8,2999-03-02 08:00:00,,,,占道经营,,,,\n"
                + "9".repeat(201)
                + ",2026-03-02 08:00:00,,,待受理,占道经营,,,,\n");
    Result result = run(file, "bad", Long.MAX_VALUE);
    assertThat(result.taken()).isEqualTo(1);
    assertThat(result.bad()).isEqualTo(8);
    assertThat(events("bad")).isEqualTo(1);
    assertThat(result.badRows()).isEqualTo(dir.resolve("bad.bad.csv"));
    List<String> lines = Files.readAllLines(result.badRows());
    assertThat(lines).hasSize(9);
    assertThat(lines.getFirst()).startsWith("line,reason,工单编号");
    assertThat(lines.get(1)).startsWith("3,").contains("ref:");
    assertThat(lines.get(2)).startsWith("4,").contains("created:").contains("someday");
    assertThat(lines.get(3)).contains("closed:");
    assertThat(lines.get(4)).contains("closed:");
    assertThat(lines.get(5)).contains("lon:");
    assertThat(lines.get(6)).contains("row:");
    assertThat(lines.get(7)).startsWith("10,").contains("ref:", "200");
    assertThat(lines.get(8)).contains("future");
  }

  @Test
  void takenUpAgainItNeverDoubles() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 700; i++) {
      rows.append("C").append(i).append(",2026-03-02 08:00:00,,2026-03-03 08:00:00,,噪声,,,,\n");
    }
    rows.append("C1,2026-03-02 08:00:00,,2026-03-03 08:00:00,,噪声,,,,\n");
    Path file = sheet("half.csv", rows.toString());
    assertThat(run(file, "half", 350)).isEqualTo(new Result(350, 0, 0, null));
    assertThat(run(file, "half", Long.MAX_VALUE)).isEqualTo(new Result(350, 351, 0, null));
    assertThat(run(file, "half", Long.MAX_VALUE)).isEqualTo(new Result(0, 701, 0, null));
    assertThat(events("half")).isEqualTo(700);
    assertThat(
            jdbc.sql("select count(*) from cases.categories where name_zh = '噪声' and until is null")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aRealCitysLatenessComesOutAsItWas() throws IOException {
    Path file =
        Path.of(System.getProperty("vectors.dir", "../../shared/data"))
            .resolve("requests/baltimore-311-sample.csv.gz");
    if (!Files.exists(file)) {
      System.out.println("Skipped: no real requests at " + file);
      Assumptions.abort("no real requests at " + file);
    }
    Path copy = Files.copy(file, dir.resolve("baltimore.csv.gz"));
    assertThat(run(copy, "baltimore", Long.MAX_VALUE)).isEqualTo(new Result(10_000, 0, 0, null));
    Figures figures =
        indicators.of(
            new Indicators.Period(LocalDate.of(2014, 1, 1), LocalDate.of(2019, 12, 31)),
            Indicators.Scope.within(new DivisionCode("330114003")),
            null);
    assertThat(figures.closed()).isEqualTo(9555);
    assertThat(figures.closed() - figures.onTime()).isEqualTo(1567);
    assertThat(figures.lateShare()).isCloseTo(0.164, within(0.00005));
  }
}
