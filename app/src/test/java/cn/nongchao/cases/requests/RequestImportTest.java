package cn.nongchao.cases.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.nongchao.OnDatabase;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.Figures;
import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.cases.Roster;
import cn.nongchao.cases.requests.RequestImport.Result;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.ImportedUnits;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationChange;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
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
  private static final Indicators.Period HALF =
      new Indicators.Period(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3));

  @TempDir Path dir;
  @Autowired RequestImport requests;
  @Autowired Indicators indicators;
  @Autowired Loops loops;
  @Autowired Bodies bodies;
  @Autowired ImportedUnits imported;
  @Autowired Organisations organisations;
  @Autowired ResponsibilityList list;
  @Autowired Roster roster;
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
    assertThat(run(file, "half", 350)).isEqualTo(new Result(350, 0, 0, null, HALF));
    assertThat(run(file, "half", Long.MAX_VALUE)).isEqualTo(new Result(350, 351, 0, null, HALF));
    assertThat(run(file, "half", Long.MAX_VALUE)).isEqualTo(new Result(0, 701, 0, null, HALF));
    assertThat(events("half")).isEqualTo(700);
    assertThat(
            jdbc.sql("select count(*) from cases.categories where name_zh = '噪声' and until is null")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void unitsOfAFileComeLastUntilSomebodyMergesThem() throws IOException {
    DivisionCode street = new DivisionCode("330114003");
    Scope scope = new Scope(null, List.of(DivisionCode.ALL));
    OrganisationId ours = new OrganisationId(Ids.next());
    bodies
        .create(
            new NewOrganisation(
                ours.value(),
                new OrganisationFacts("综合执法队", Organisation.SQUAD, null, street, "", null),
                true),
            scope)
        .orThrow();
    Path file = sheet("units.csv", "U1,2026-03-02 08:00:00,,,已派遣,流动摊贩,A外来单位,,,\n");
    run(file, "units", Long.MAX_VALUE);
    OrganisationId theirs = named("A外来单位");
    Category line =
        list.lines().stream().filter(one -> one.name().zh().equals("流动摊贩")).findFirst().get();
    assertThat(line.division()).as("of the street, whose people may retire it").isEqualTo(street);
    List<Roster.Target> targets = roster.targets(street, line);
    assertThat(targets.indexOf(target(targets, ours)))
        .as("though the other leads by the list the file made")
        .isLessThan(targets.indexOf(target(targets, theirs)));
    assertThat(target(targets, theirs).imported()).isTrue();
    assertThat(target(targets, ours).imported()).isFalse();

    assertThat(imported.merge(theirs, theirs, scope).isDone()).isFalse();
    assertThat(imported.merge(theirs, ours, scope).orThrow()).isEqualTo(ours);
    assertThat(imported.merge(theirs, ours, scope).isDone()).as("sent twice").isTrue();
    assertThat(roster.targets(street, line)).extracting(Roster.Target::id).doesNotContain(theirs);
    assertThat(list.find(line.code()).orElseThrow().lead()).isEqualTo(ours);
    assertThat(loops.find(event("U1")).orElseThrow().handler()).isEqualTo(ours);

    run(sheet("more.csv", "U2,2026-03-02 08:00:00,,,已派遣,流动摊贩,A外来单位,,,\n"), "units", Long.MAX_VALUE);
    assertThat(loops.find(event("U2")).orElseThrow().handler())
        .as("a later file that names it means the unit it was merged into")
        .isEqualTo(ours);
    assertThat(
            jdbc.sql("select count(*) from people.organisations where name = 'A外来单位'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aUnitOfAFileIsRetiredOrLookedAt() throws IOException {
    Scope scope = new Scope(null, List.of(DivisionCode.ALL));
    run(
        sheet(
            "two.csv",
            "V1,2026-03-02 08:00:00,,,已派遣,井盖,B外来单位,,,\n"
                + "V2,2026-03-02 08:00:00,,,已派遣,井盖,C外来单位,,,\n"),
        "two",
        Long.MAX_VALUE);
    OrganisationId gone = named("B外来单位");
    assertThat(imported.retire(gone, scope).isDone()).isTrue();
    assertThat(imported.retire(gone, scope).isDone()).as("sent twice").isTrue();
    assertThat(organisations.find(gone).orElseThrow().active()).isFalse();
    OrganisationId seen = named("C外来单位");
    OrganisationFacts facts =
        new OrganisationFacts(
            "C单位", Organisation.DEPARTMENT, null, new DivisionCode("330114003"), "", null);
    bodies.change(seen, new OrganisationChange(facts, true, 0), scope).orThrow();
    assertThat(organisations.find(seen).orElseThrow().imported()).isFalse();
    assertThat(imported.retire(seen, scope).isDone()).as("it is as any other now").isFalse();
  }

  private OrganisationId named(String name) {
    return new OrganisationId(
        jdbc.sql("select id from people.organisations where name = ?")
            .param(name)
            .query(UUID.class)
            .single());
  }

  private LoopId event(String ref) {
    return new LoopId(
        jdbc.sql("select id from cases.events where external_ref = ?")
            .param(ref)
            .query(UUID.class)
            .single());
  }

  private static Roster.Target target(List<Roster.Target> all, OrganisationId id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
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
    assertThat(run(copy, "baltimore", Long.MAX_VALUE))
        .extracting(Result::taken, Result::known, Result::bad)
        .containsExactly(10_000L, 0L, 0L);
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
