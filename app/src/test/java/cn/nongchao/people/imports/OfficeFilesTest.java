package cn.nongchao.people.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.Imports.Meant;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files of a street that begins here, as its office keeps them, one after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfficeFilesTest {

  private static final DivisionCode STREET = new DivisionCode("330109002");
  private static final Path REPORTS = Path.of(System.getProperty("vectors.dir", "none"), "reports");

  private final Imports imports = RunningApp.bean(Imports.class);
  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final PersonId by = new PersonId(Cast.everywhere(PeopleRoles.ADMINISTRATOR).id());
  private final Scope street = new Scope(by, List.of(STREET));
  private final Scope whole = new Scope(by, List.of(DivisionCode.ALL));

  private static boolean isThere(String name) {
    boolean there = Files.exists(REPORTS.resolve(name));
    if (!there) System.out.println("skipped: no " + REPORTS.resolve(name));
    return there;
  }

  private UUID upload(String kind, String name, Scope scope) throws IOException {
    return imports
        .preview(Ids.next(), kind, name, Files.readAllBytes(REPORTS.resolve(name)), scope)
        .orThrow();
  }

  /** Leaves out what is not known, after saying what that is. */
  private Preview withoutRest(
      UUID id, Scope scope, List<String> unknown, Map<String, String> said) {
    Preview preview = imports.find(id, by).orElseThrow();
    assertThat(preview.unknown()).extracting(one -> one.heading().name()).isEqualTo(unknown);
    Map<String, String> left = new HashMap<>();
    for (Meant one : preview.unknown()) left.put(one.heading().name(), Choices.LEFT_OUT);
    return imports.choose(id, new Choices(left, said, Set.of()), scope).orThrow();
  }

  private static List<String> wrong(Preview preview) {
    return preview.bad().stream()
        .flatMap(item -> item.wrong().stream().map(r -> item.line() + " " + r.field()))
        .toList();
  }

  @Test
  @Order(1)
  void theUnitsOfAStreet() throws IOException {
    if (!isThere("office/单位一览.xlsx")) return;
    UUID id = upload("organisations", "office/单位一览.xlsx", street);
    Outcome<Integer> early = imports.confirm(id, street);
    assertThat(((Outcome.Refused<Integer>) early).reasons())
        .as("a column nobody knows is not passed over in silence")
        .extracting(Refusal::code)
        .containsExactly("undecided");
    Preview preview = withoutRest(id, street, List.of("地址"), Map.of());
    assertThat(wrong(preview)).isEmpty();
    assertThat(preview.passed()).extracting(text -> text.zh()).anyMatch(t -> t.contains("一览表"));
    assertThat(imports.confirm(id, street).orThrow()).isEqualTo(8);
    assertThat(pairs("select name, kind from people.organisations where division = '330109002'"))
        .containsEntry("北干街道办事处", "street")
        .containsEntry("北干市场监管所", "department")
        .containsEntry("北干派出所", "police")
        .containsEntry("市容环卫专业中队", "squad");

    Preview again =
        imports.find(upload("organisations", "office/单位一览.xlsx", street), by).orElseThrow();
    assertThat(again.unknown()).as("what was said is remembered").isEmpty();
    assertThat(again.good()).hasSize(8).allMatch(item -> item.is(What.UNCHANGED));
  }

  private Map<String, String> pairs(String sql) {
    Map<String, String> pairs = new HashMap<>();
    jdbc.sql(sql).query((RowCallbackHandler) row -> pairs.put(row.getString(1), row.getString(2)));
    return pairs;
  }

  @Test
  @Order(2)
  void theRosterOfAStreet() throws IOException {
    if (!isThere("office/花名册.xlsx")) return;
    UUID id = upload("people", "office/花名册.xlsx", street);
    Map<String, String> said = Map.of("issuer", "浙江省人民政府", "from", "2023-05-01");
    Preview preview = withoutRest(id, street, List.of("性别"), said);
    assertThat(wrong(preview))
        .as("one number has a wrong check digit")
        .containsExactly("13 nationalId");
    assertThat(preview.good()).hasSize(14);
    assertThat(preview.passed()).extracting(text -> text.zh()).anyMatch(t -> t.contains("填表人"));
    Item merged = row(preview, "孙晓东");
    assertThat(merged.get("organisation")).as("merged downwards").isEqualTo("北干街道综合行政执法队");
    assertThat(merged.made("login")).isEqualTo("sunxiaodong");
    assertThat(row(preview, "陈　浩").made("name")).isEqualTo("陈浩");
    assertThat(row(preview, "瞿阿珍").made("organisation")).isEqualTo("银河社区 (+)");
    assertThat(imports.confirm(id, street).orThrow()).isEqualTo(14);
    assertThat(pairs("select number, valid_from || ' ' || valid_to from people.qualifications"))
        .containsEntry("11010900401", "2023-05-01 2028-04-30")
        .containsEntry("11010900403", "2024-03-01 2029-02-28")
        .containsEntry("11010900404", "2023-05-01 2028-04-30")
        .containsEntry("11010900405", "2023-05-01 2026-10-31");

    Preview again = imports.find(upload("people", "office/花名册.xlsx", street), by).orElseThrow();
    Preview same =
        imports.choose(again.id(), new Choices(Map.of(), said, Set.of()), street).orThrow();
    assertThat(same.good()).hasSize(14).allMatch(item -> item.is(What.UNCHANGED));
  }

  private static Item row(Preview preview, String name) {
    return preview.good().stream()
        .filter(item -> item.get("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(3)
  void theGridsOfAStreetAndTheirOutlines() throws IOException {
    if (!isThere("office/网格一览.xlsx")) return;
    UUID id = upload("grids", "office/网格一览.xlsx", street);
    assertThat(imports.confirm(id, street).orThrow()).isEqualTo(9);
    Divisions divisions = RunningApp.bean(Divisions.class);
    assertThat(divisions.below(new DivisionCode("330109002009"), Level.GRID))
        .extracting(Division::name)
        .containsExactly("银河第一网格", "银河第二网格", "银河第三网格");
    assertThat(imports.find(upload("grids", "office/网格一览.xlsx", street), by).orElseThrow().good())
        .hasSize(9)
        .allMatch(item -> item.is(What.UNCHANGED));
    UUID outlines = upload("outlines", "office/网格边界.geojson", street);
    Outcome<Integer> early = imports.confirm(outlines, street);
    assertThat(((Outcome.Refused<Integer>) early).reasons())
        .as("in which coordinates and how it was drawn is not assumed")
        .extracting(Refusal::field)
        .containsExactly("datum", "schematic");
    Preview said =
        imports
            .choose(
                outlines,
                new Choices(Map.of(), Map.of("datum", "CGCS2000", "schematic", "实测"), Set.of()),
                street)
            .orThrow();
    assertThat(said.unanswered()).isEmpty();
    assertThat(said.odd()).isEmpty();
    assertThat(imports.confirm(outlines, street).orThrow()).isEqualTo(9);
    assertThat(divisions.at(30.174, 120.26).orElseThrow().name()).isEqualTo("银河第一网格");
  }

  @Test
  @Order(4)
  void theResponsibilityListIsOneVersion() throws IOException {
    if (!isThere("office/责任清单.xlsx")) return;
    ResponsibilityList list = RunningApp.bean(ResponsibilityList.class);
    int before = list.version();
    UUID id = upload("responsibility", "office/责任清单.xlsx", street);
    assertThat(imports.confirm(id, street).orThrow()).isEqualTo(12);
    assertThat(list.version()).isEqualTo(before + 1);
    Category half = line(list, "暴露垃圾");
    assertThat(half.allowance().title().zh()).isEqualTo("4 个工作小时");
    assertThat(half.division()).isEqualTo(STREET);
    assertThat(line(list, "非机动车乱停放").assisting()).hasSize(2);
    assertThat(
            imports
                .find(upload("responsibility", "office/责任清单.xlsx", street), by)
                .orElseThrow()
                .good())
        .hasSize(12)
        .allMatch(item -> item.is(What.UNCHANGED));
  }

  private static Category line(ResponsibilityList list, String name) {
    return list.lines().stream()
        .filter(line -> line.name().zh().equals(name) && line.division().equals(STREET))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(5)
  void theHolidaysOfAYear() throws IOException {
    if (!isThere("office/2027节假日-gb18030.csv")) return;
    byte[] file = Files.readAllBytes(REPORTS.resolve("office/2027节假日-gb18030.csv"));
    Outcome<UUID> local = imports.preview(Ids.next(), "calendar", "a.csv", file, street);
    assertThat(local.isDone()).as("the calendar is the whole country's").isFalse();
    UUID id = upload("calendar", "office/2027节假日-gb18030.csv", whole);
    assertThat(imports.confirm(id, whole).orThrow()).isEqualTo(33);
    assertThat(
            jdbc.sql("select name from loop.calendar_days where day = '2027-02-14' and workday")
                .query(String.class)
                .single())
        .isEqualTo("春节调休上班");
  }

  @Test
  @Order(6)
  void whatWasReportedIsReadOrSaid() throws IOException {
    if (!isThere("xlsx-dates.xlsx")) return;
    Scope home = new Scope(by, List.of(new DivisionCode(Cast.HOME)));
    Preview dates = imports.find(upload("people", "xlsx-dates.xlsx", home), by).orElseThrow();
    assertThat(wrong(dates))
        .as("a bare number is no day, an account of digits lost is no number")
        .containsExactly("9 from", "9 to", "10 nationalId");
    assertThat(dates.good())
        .filteredOn(i -> !i.get("name").equals("长期"))
        .allMatch(i -> i.get("from").replaceAll("\\D", "").matches("2024(0?131|0229|131)"));
    Preview since1904 = imports.find(upload("people", "xlsx-1904.xlsx", home), by).orElseThrow();
    assertThat(since1904.good().getFirst().get("from")).isEqualTo("2024-01-31");
    Preview bordered =
        imports
            .find(upload("people", "xlsx-6000-empty-bordered-rows.xlsx", home), by)
            .orElseThrow();
    assertThat(bordered.good().size() + bordered.bad().size()).isEqualTo(1);
    Preview columns =
        imports.find(upload("people", "people-unknown-columns.csv", home), by).orElseThrow();
    assertThat(columns.unknown()).isEmpty();
    assertThat(wrong(columns))
        .as("the number is read, and checked")
        .containsExactly("2 nationalId");
    assertThat(columns.bad().getFirst().get("phone")).isEqualTo("13800138012");
    Preview unseen =
        imports.find(upload("people", "people-invisible-names.csv", home), by).orElseThrow();
    assertThat(unseen.good()).extracting(item -> item.get("name")).containsExactly("李四", "张三");
  }

  @Test
  @Order(7)
  void twiceIsOnceAndSaid() throws IOException {
    if (!isThere("people-reimport.csv")) return;
    Scope home = new Scope(by, List.of(new DivisionCode(Cast.HOME)));
    imports.confirm(upload("people", "people-reimport.csv", home), home).orThrow();
    Preview again = imports.find(upload("people", "people-reimport.csv", home), by).orElseThrow();
    Item same = again.good().getFirst();
    assertThat(same.is(What.UNCHANGED)).isTrue();
    assertThat(same.isUnsure()).as("a name and a unit make it likely, not certain").isTrue();
    Choices other = new Choices(Map.of(), Map.of(), Set.of(2));
    assertThat(imports.choose(again.id(), other, home).orThrow().good().getFirst().is(What.NEW))
        .isTrue();
    Preview unit =
        imports.find(upload("organisations", "organisations-reimport.csv", home), by).orElseThrow();
    assertThat(unit.good().getFirst().is(What.NEW)).as("the demo has it").isFalse();
  }
}
