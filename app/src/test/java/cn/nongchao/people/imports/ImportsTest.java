package cn.nongchao.people.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.People;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.rules.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files in two steps: a preview that writes nothing, then all good rows or none. */
class ImportsTest {

  private final Imports imports = RunningApp.bean(Imports.class);
  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final PersonId by = new PersonId(Cast.atHome(PeopleRoles.ADMINISTRATOR).id());
  private final Scope street = new Scope(by, List.of(new DivisionCode(Cast.HOME)));
  private final Scope whole = new Scope(by, List.of(DivisionCode.ALL));
  private final String tag = Ids.next().toString().substring(24);

  private static final String HEADER = "姓名,单位,职务,账号,身份号码,电话,角色,授权区划,执法证编号,发证机关,有效期起,有效期止\n";

  @Test
  void columnsAreTakenByTheNamesInTheDocumentation() throws Exception {
    List<String> lines = Files.readAllLines(Tree.ROOT.resolve("docs/register.md"));
    for (String kind : List.of("organisations", "people")) {
      String row =
          lines.stream()
              .filter(line -> line.startsWith("| " + kind + " |"))
              .findFirst()
              .orElseThrow();
      String[] named = row.split("\\|")[2].replaceAll("（.*?）|\\(.*?\\)", "").split(",");
      assertThat(named).hasSize(imports.columns(kind).size());
      for (String name : named) {
        assertThat(imports.columns(kind)).as(name).anyMatch(column -> column.isMeantBy(name));
      }
    }
  }

  @Test
  void everyBadRowIsShownByColumnAndNothingIsWritten() {
    Preview preview =
        preview(
            "people",
            HEADER
                + "好人,河庄街道办事处,网格员,a"
                + tag
                + ",,13912345678,网格员,330114003201,,,,\n"
                + ",没有的单位,,admin,110105194912310021,123,法官,,,,,\n"
                + "重复,河庄街道办事处,,A"
                + tag
                + ",,,,,,,,\n"
                + "远方,河庄街道办事处,,b"
                + tag
                + ",,,调度员,330106,,,,\n"
                + "无证,河庄街道办事处,,c"
                + tag
                + ",,,,,证1,,2026-13-01,\n",
            street);
    assertThat(preview.good()).extracting(Item::line).containsExactly(2);
    check(preview, 3, "name", "missing");
    check(preview, 3, "organisation", "no organisation");
    check(preview, 3, "login", "taken");
    check(preview, 3, "nationalId", "check character");
    check(preview, 3, "phone", "11 digits");
    check(preview, 3, "role", "choose a role");
    check(preview, 4, "login", "row 2");
    check(preview, 5, "division", "more than you administer");
    check(preview, 6, "issuer", "missing");
    check(preview, 6, "from", "no date");
    assertThat(exists("a" + tag)).isFalse();
  }

  @Test
  void confirmedRowsAreThereWithPostGrantAndLicenceAndOnlyOnce() {
    UUID id =
        upload(
            "people",
            HEADER
                + "新队员,综合行政执法队,执法队员,d"
                + tag
                + ",,,执法队员,,证"
                + tag
                + ",浙江省人民政府,2025/1/1,2030-12-31\n",
            street);
    assertThat(imports.confirm(id, street).orThrow()).isEqualTo(1);
    assertThat(imports.confirm(id, street).orThrow()).isEqualTo(1);
    PersonId person = person("d" + tag);
    People people = RunningApp.bean(People.class);
    PersonCard card = people.card(person).orElseThrow();
    assertThat(card.title()).isEqualTo("执法队员");
    assertThat(card.roles()).containsExactly(CasesRoles.OFFICER);
    assertThat(people.qualified(person, Qualification.LAW_ENFORCEMENT, LocalDate.of(2030, 12, 31)))
        .isTrue();
    assertThat(imports.find(id, by).orElseThrow().confirmed()).isNotNull();
  }

  @Test
  void aRowThatTurnedBadSinceThePreviewStopsAllOfThem() {
    String csv = HEADER + "一,河庄街道办事处,,e%s,,,,,,,,\n二,河庄街道办事处,,f%s,,,,,,,,\n";
    UUID first = upload("people", csv.formatted(tag, tag), street);
    UUID second = upload("people", csv.replace("二,", "三,").formatted(tag + "x", tag), street);
    imports.confirm(first, street).orThrow();
    Outcome<Integer> outcome = imports.confirm(second, street);
    assertThat(outcome.isDone()).isFalse();
    assertThat(exists("e" + tag + "x")).isFalse();
    assertThat(imports.find(second, by).orElseThrow().confirmed()).isNull();
  }

  @Test
  void rowsWaitSealedAndForTheirUploaderOnly() {
    UUID id = upload("people", HEADER + "秘密人,河庄街道办事处,,g" + tag + ",,,,,,,,\n", street);
    byte[] rows =
        jdbc.sql("select rows from people.imports where id = ?")
            .param(id)
            .query(byte[].class)
            .single();
    assertThat(new String(rows, StandardCharsets.UTF_8)).doesNotContain("秘密人");
    assertThat(imports.find(id, PersonId.next())).isEmpty();
  }

  @Test
  void organisationsByKindInAnyWords() {
    Preview preview =
        preview(
            "organisations",
            "名称,类别,统一社会信用代码,区划代码,电话\n"
                + "店一"
                + tag
                + ",企业,914403003429409755,330114003,\n"
                + "店二"
                + tag
                + ",firm,914403003429409755,330114003,\n"
                + "店三"
                + tag
                + ",怪物,91350100M000100Y44,999999,1\n"
                + "店四"
                + tag
                + ",企业、商户,,330114003201,0571-82981234\n",
            street);
    assertThat(preview.good()).extracting(Item::line).containsExactly(2, 5);
    check(preview, 3, "creditCode", "row 2");
    check(preview, 4, "kind", "kind");
    check(preview, 4, "creditCode", "check character");
    check(preview, 4, "division", "no place");
    check(preview, 4, "phone", "mobile");
  }

  @Test
  void aCitysPlacesFromTheSameColumnsAsItsStatistics() {
    Preview preview =
        preview(
            "divisions",
            "code,name,parent,level\n36,江西省,,province\n3601,南昌市,36,city\n"
                + "360102,东湖区,3601,district\n360103,西湖区,36,district\n3602,景德镇市,36,village\n"
                + "37,山东省,,\n370102,历下区,3701,\n12345,错,,\n36,江西,,\n",
            whole);
    assertThat(preview.good()).extracting(Item::line).containsExactly(2, 3, 4, 7);
    check(preview, 5, "parent", "3601, not 36");
    check(preview, 6, "level", "is a city");
    check(preview, 8, "parent", "3701");
    check(preview, 9, "code", "2, 4, 6");
    check(preview, 10, "code", "row 2");
    imports.confirm(preview.id(), whole).orThrow();
    Divisions divisions = RunningApp.bean(Divisions.class);
    assertThat(divisions.name(new DivisionCode("360102"))).isEqualTo("东湖区");
    assertThat(divisions.find(new DivisionCode("360103"))).isEmpty();
  }

  @Test
  void aStreetsAdministratorImportsNoOtherPlaces() {
    Preview preview = preview("divisions", "code,name\n330114003299,新村\n330106009,外街道\n", street);
    assertThat(preview.good()).extracting(Item::line).containsExactly(2);
    check(preview, 3, "code", "outside your scope");
  }

  @Test
  void hangzhouFromTheSharedFileIsWholeAndKnown() throws Exception {
    Path file = Path.of(System.getProperty("vectors.dir", "none"), "divisions", "hangzhou.csv");
    if (!Files.exists(file)) {
      System.out.println("skipped: no " + file);
      return;
    }
    List<Item> items =
        imports
            .examine("divisions", "hangzhou.csv", Files.readAllBytes(file), Choices.NONE, whole)
            .orThrow()
            .good();
    assertThat(items).hasSize(3531);
  }

  @Test
  void outlines() {
    String square = "[[[120.5,30.2],[120.51,30.2],[120.51,30.21],[120.5,30.21],[120.5,30.2]]]";
    String crossed = "[[[120.5,30.2],[120.51,30.21],[120.51,30.2],[120.5,30.21],[120.5,30.2]]]";
    String json =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature("330102004", square)
            + ","
            + feature("330102004", square)
            + ","
            + feature("330102008", crossed)
            + ","
            + feature("nowhere", square)
            + "]}";
    Preview preview = said(preview("outlines", json, whole), "WGS84", "SCHEMATIC");
    assertThat(preview.good()).extracting(Item::line).containsExactly(1);
    check(preview, 2, "code", "row 1");
    check(preview, 3, "geometry", "crosses itself");
    check(preview, 4, "code", "no place");
    imports.confirm(preview.id(), whole).orThrow();
    assertThat(
            RunningApp.bean(Divisions.class)
                .find(new DivisionCode("330102004"))
                .orElseThrow()
                .lat())
        .isBetween(30.2, 30.21);
    refused("outlines", "{\n  oops", "no JSON: it cannot be read from line 2, column");
    refused("outlines", "{\"type\":\"Feature\"}", "FeatureCollection");
    String all = "{\"type\":\"FeatureCollection\",\"features\":[%s]}";
    refused("outlines", all.formatted("[[]" + ",[]".repeat(20_000) + "]"), "feature 1 holds more");
    refused("outlines", all.formatted("{}" + ",{}".repeat(5_000)), "more than 5000 features");
    refused("outlines", all.formatted(""), "no features");
    refused("outlines", all.formatted("{}") + "{}", "no JSON");
    String far = "[[[1E300000000,30],[121,30],[121,31],[1E300000000,30]]]";
    String drawn = "{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + far + "}}";
    Preview odd = said(preview("outlines", all.formatted(drawn), whole), "WGS84", "SCHEMATIC");
    assertThat(odd.bad().getFirst().wrong())
        .anyMatch(refusal -> refusal.reason().en().contains("out of range"));
  }

  private Preview said(Preview preview, String datum, String schematic) {
    Map<String, String> said = Map.of("datum", datum, "schematic", schematic);
    return imports.choose(preview.id(), new Choices(Map.of(), said, Set.of()), whole).orThrow();
  }

  @Test
  void outlinesInOtherCoordinatesAreMovedToOurs() {
    String square = "[[[120.5,30.2],[120.51,30.2],[120.51,30.21],[120.5,30.21],[120.5,30.2]]]";
    String json =
        "{\"type\":\"FeatureCollection\",\"features\":[" + feature("330102001", square) + "]}";
    Preview asked = preview("outlines", json, whole);
    assertThat(asked.unanswered()).extracting(Column::name).containsExactly("datum", "schematic");
    assertThat(asked.good()).allMatch(item -> item.verdict() == null);
    assertThat(imports.confirm(asked.id(), whole).isDone()).isFalse();
    Preview preview = said(asked, "GCJ02", "SURVEYED");
    String drawn = RunningApp.bean(OutlinePreview.class).geoJson(preview, whole);
    assertThat(drawn).contains("\"state\":\"new\"").doesNotContain("120.51,30.2]");
    imports.confirm(preview.id(), whole).orThrow();
    Division place = divisions().find(new DivisionCode("330102001")).orElseThrow();
    assertThat(place.schematic()).isFalse();
    assertThat(place.lon() - 120.505).as("some hundred metres to the west").isBetween(-.008, -.003);

    Preview changed = said(preview("outlines", json, whole), "WGS84", "SCHEMATIC");
    assertThat(changed.good().getFirst().verdict().before())
        .containsOnlyKeys("geometry", "schematic");
    assertThat(RunningApp.bean(OutlinePreview.class).geoJson(changed, whole))
        .contains("\"state\":\"now\"", "\"state\":\"changed\"");
  }

  @Test
  void outlinesThatDoNotFitAreToldBeforeTheyAreWritten() {
    String wide = "[[[120.6,30.2],[120.62,30.2],[120.62,30.22],[120.6,30.22],[120.6,30.2]]]";
    String within = "[[[120.6,30.2],[120.61,30.2],[120.61,30.21],[120.6,30.21],[120.6,30.2]]]";
    String over = "[[[120.605,30.2],[120.63,30.2],[120.63,30.21],[120.605,30.21],[120.605,30.2]]]";
    String one =
        "{\"type\":\"FeatureCollection\",\"features\":[" + feature("330102003", wide) + "]}";
    imports
        .confirm(said(preview("outlines", one, whole), "WGS84", "SURVEYED").id(), whole)
        .orThrow();
    List<Division> villages =
        divisions().below(new DivisionCode("330102003"), Division.Level.VILLAGE);
    String two =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature(villages.get(0).code().value(), within)
            + ","
            + feature(villages.get(1).code().value(), over)
            + "]}";
    Preview odd = said(preview("outlines", two, whole), "WGS84", "SURVEYED");
    assertThat(odd.good()).hasSize(2);
    assertThat(odd.odd())
        .extracting(Text::en)
        .anyMatch(words -> words.contains("lies outside of"))
        .anyMatch(words -> words.contains("lies over"));
    assertThat(imports.find(odd.id(), by).orElseThrow().odd()).isEqualTo(odd.odd());
    assertThat(imports.confirm(odd.id(), whole).orThrow()).as("it may be meant").isEqualTo(2);

    String own =
        divisions()
            .below(new DivisionCode(Cast.HOME), Division.Level.VILLAGE)
            .getFirst()
            .code()
            .value();
    String taking = "{\"type\":\"FeatureCollection\",\"features\":[" + feature(own, within) + "]}";
    Preview taken = preview("outlines", taking, street);
    Map<String, String> said = Map.of("datum", "WGS84", "schematic", "SURVEYED");
    assertThat(
            imports
                .choose(taken.id(), new Choices(Map.of(), said, Set.of()), street)
                .orThrow()
                .bad())
        .as("ground of another street is never meant")
        .extracting(item -> item.wrong().getFirst().code())
        .containsExactly("not-allowed");
  }

  private static Divisions divisions() {
    return RunningApp.bean(Divisions.class);
  }

  private static String feature(String code, String coordinates) {
    return "{\"type\":\"Feature\",\"properties\":{\"code\":\""
        + code
        + "\"},\"geometry\":"
        + "{\"type\":\"Polygon\",\"coordinates\":"
        + coordinates
        + "}}";
  }

  private UUID upload(String kind, String text, Scope scope) {
    return imports
        .preview(Ids.next(), kind, "file", text.getBytes(StandardCharsets.UTF_8), scope)
        .orThrow();
  }

  private Preview preview(String kind, String text, Scope scope) {
    return imports.find(upload(kind, text, scope), by).orElseThrow();
  }

  private void refused(String kind, String text, String expected) {
    Outcome<UUID> outcome =
        imports.preview(Ids.next(), kind, "file", text.getBytes(StandardCharsets.UTF_8), whole);
    assertThat(((Outcome.Refused<UUID>) outcome).reasons().getFirst().reason().en())
        .contains(expected);
  }

  private static void check(Preview preview, int line, String column, String expected) {
    List<Refusal> wrong =
        preview.bad().stream()
            .filter(item -> item.line() == line)
            .flatMap(item -> item.wrong().stream())
            .filter(refusal -> column.equals(refusal.field()))
            .toList();
    assertThat(wrong).as("row %d, column %s", line, column).isNotEmpty();
    assertThat(wrong.getFirst().reason().en()).contains(expected);
  }

  private boolean exists(String login) {
    return jdbc.sql("select exists (select 1 from people.persons where login = ?)")
        .param(login)
        .query(Boolean.class)
        .single();
  }

  private PersonId person(String login) {
    return jdbc.sql("select id from people.persons where login = ?")
        .param(login)
        .query(UUID.class)
        .optional()
        .map(PersonId::new)
        .orElseThrow();
  }
}
