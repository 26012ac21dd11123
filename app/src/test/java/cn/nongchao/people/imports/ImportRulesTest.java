package cn.nongchao.people.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.People;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every kind of file is taken in by: what is known, what is made, what is asked. */
class ImportRulesTest {

  private final Imports imports = RunningApp.bean(Imports.class);
  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final PersonId by = new PersonId(Cast.atHome(PeopleRoles.ADMINISTRATOR).id());
  private final Scope street = new Scope(by, List.of(new DivisionCode(Cast.HOME)));
  private final String tag = Ids.next().toString().substring(28);

  private Preview preview(String kind, String text) {
    UUID id =
        imports
            .preview(Ids.next(), kind, "f.csv", text.getBytes(StandardCharsets.UTF_8), street)
            .orThrow();
    return imports.find(id, by).orElseThrow();
  }

  private Preview choose(Preview preview, Map<String, String> columns, Map<String, String> said) {
    return imports.choose(preview.id(), new Choices(columns, said, Set.of()), street).orThrow();
  }

  private static String reasons(Preview preview) {
    StringBuilder all = new StringBuilder();
    preview
        .bad()
        .forEach(item ->
            item.wrong()
                .forEach(r ->
                    all.append(item.line())
                        .append(' ')
                        .append(r.field())
                        .append(": ")
                        .append(r.reason().en())
                        .append('\n')));
    return all.toString();
  }

  @Test
  void aColumnNobodyKnowsIsAskedForOnceAndRemembered() {
    String file = "姓名,单位,内部工号" + tag + "\n甲" + tag + ",河庄街道办事处,77\n";
    Preview first = preview("people", file);
    assertThat(first.unknown()).hasSize(1);
    assertThat(imports.confirm(first.id(), street).isDone()).isFalse();
    Outcome<Preview> nonsense =
        imports.choose(
            first.id(), new Choices(Map.of("内部工号" + tag, "shoes"), Map.of(), Set.of()), street);
    assertThat(nonsense.isDone()).isFalse();
    choose(first, Map.of("内部工号" + tag, Choices.LEFT_OUT), Map.of());
    assertThat(imports.confirm(first.id(), street).orThrow()).isEqualTo(1);
    assertThat(preview("people", file).unknown()).isEmpty();
    Scope away =
        new Scope(new PersonId(Cast.elsewhere(PeopleRoles.ADMINISTRATOR).id()), street.places());
    UUID others =
        imports
            .preview(Ids.next(), "people", "f.csv", file.getBytes(StandardCharsets.UTF_8), away)
            .orThrow();
    assertThat(imports.find(others, away.by()).orElseThrow().unknown())
        .as("another office")
        .hasSize(1);
  }

  @Test
  void twoDaysInOneCellAndWhatIsSaidOnceForAll() {
    Preview preview =
        preview(
            "people",
            ("姓名,单位,执法证号,有效期\n"
                    + "一%1$s,综合行政执法队,A%1$s,2023.5.1-2028.4.30\n"
                    + "二%1$s,综合行政执法队,B%1$s,2024年3月1日至2029年2月28日\n"
                    + "三%1$s,综合行政执法队,C%1$s,2026-10-31\n"
                    + "四%1$s,综合行政执法队,D%1$s,2025.2.30-2028.4.30\n"
                    + "五%1$s,综合行政执法队,E%1$s,三年\n"
                    + "六%1$s,综合行政执法队,F%1$s,2024-01-31至长期\n")
                .formatted(tag));
    assertThat(preview.good()).as("who issued them is not said").isEmpty();
    Preview said = choose(preview, Map.of(), Map.of("issuer", "省政府", "from", "2022-01-01"));
    assertThat(reasons(said)).contains("5 from: “2025.2.30”", "6 validity: ").doesNotContain("4 ");
    assertThat(said.good()).hasSize(4);
    imports.confirm(said.id(), street).orThrow();
    assertThat(
            jdbc.sql(
                    "select number || ' ' || valid_from || ' ' || coalesce(valid_to::text, '-')"
                        + " from people.qualifications where number like ? order by 1")
                .param("_" + tag)
                .query(String.class)
                .list())
        .containsExactly(
            "A" + tag + " 2023-05-01 2028-04-30",
            "B" + tag + " 2024-03-01 2029-02-28",
            "C" + tag + " 2022-01-01 2026-10-31",
            "F" + tag + " 2024-01-31 -");
  }

  @Test
  void anAccountIsMadeOfTheNameAndAUnitOfACommunity() {
    String file = "姓名,单位,职务,手机\n赵%1$s　钱,同二村,专职网格员,13900000001\n赵%1$s钱,同二村,专职网格员,13900000002\n";
    Preview preview = preview("people", file.formatted("孙李"));
    assertThat(preview.good()).hasSize(2);
    String login = preview.good().getFirst().made("login");
    assertThat(login).matches("zhaosunliqian[0-9]*");
    assertThat(preview.good().get(1).made("login")).isNotEqualTo(login).startsWith("zhaosunliqian");
    assertThat(preview.good().getFirst().made("name")).isEqualTo("赵孙李钱");
    assertThat(preview.good().getFirst().made("organisation")).isEqualTo("同二村 (+)");
    imports.confirm(preview.id(), street).orThrow();
    assertThat(
            jdbc.sql("select kind || ' ' || division from people.organisations where name = '同二村'")
                .query(String.class)
                .list())
        .containsExactly("community 330114003202");
    Preview again = preview("people", file.formatted("孙李"));
    assertThat(again.good()).hasSize(2).noneMatch(Item::isUnsure);
    assertThat(again.good()).as("the title comes with the unit").allMatch(i -> !i.is(What.NEW));
  }

  @Test
  void onlyWhatDiffersIsChangedAndItIsShown() {
    String file = "姓名,单位,职务,账号,手机,执法证号,发证机关,有效期起,有效期止\n";
    String row = "周" + tag + ",综合行政执法队,%s,w" + tag + ",%s,L" + tag + ",省政府,2024-01-01,%s\n";
    Preview first = preview("people", file + row.formatted("队员", "13911111111", "2028-01-01"));
    imports.confirm(first.id(), street).orThrow();
    Preview second = preview("people", file + row.formatted("队长", "13922222222", "2033-01-01"));
    Item item = second.good().getFirst();
    assertThat(item.is(What.CHANGED)).isTrue();
    assertThat(item.verdict().known().en()).isEqualTo("licence number");
    assertThat(item.verdict().before())
        .containsOnly(
            Map.entry("title", "队员"), Map.entry("phone", "******"), Map.entry("to", "2028-01-01"));
    imports.confirm(second.id(), street).orThrow();
    PersonId person =
        new PersonId(
            jdbc.sql("select id from people.persons where login = ?")
                .param("w" + tag)
                .query(UUID.class)
                .single());
    assertThat(RunningApp.bean(People.class).card(person).orElseThrow().title()).isEqualTo("队长");
    assertThat(preview("people", file + row.formatted("队长", "13922222222", "2033-01-01")).good())
        .allMatch(same -> same.is(What.UNCHANGED));
  }

  @Test
  void whoHasAnotherIdentityNumberIsAnother() {
    String header = "姓名,单位,身份证号\n吴" + tag + ",综合行政执法队,";
    imports.confirm(preview("people", header + number(1) + "\n").id(), street).orThrow();
    assertThat(preview("people", header + number(2) + "\n").good().getFirst().is(What.NEW))
        .isTrue();
    Item nameless = preview("people", header + "\n").good().getFirst();
    assertThat(nameless.isUnsure()).isTrue();
    assertThat(preview("people", "姓名,单位\n郑" + tag + ",综合行政执法队\n郑" + tag + ",综合行政执法队\n").bad())
        .as("two of one name and nothing to tell them apart")
        .hasSize(1);
    assertThat(reasons(preview("people", header + "3.3011E+17\n")))
        .contains("lost its last digits");
  }

  private String number(int n) {
    int serial = Math.floorMod(tag.hashCode(), 400) * 2 + n;
    return NationalId.complete("33010919900101%03d".formatted(serial));
  }

  @Test
  void badRowsAreGivenBackToBeMended() throws Exception {
    Preview preview =
        preview("organisations", "名称,类别,备注" + tag + "\n坏" + tag + ",怪物,x\n好" + tag + ",中队,y\n");
    assertThat(reasons(preview)).contains("2 kind: “怪物” is no kind");
    assertThat(preview.bad().getFirst().wrong().getFirst().reason().zh()).contains("执法中队（中队、大队");
    byte[] file = MendingFile.of(preview, Lang.ZH);
    Table back = Tables.read(file, preview.columns(), Set.of(), 10).orThrow();
    assertThat(back.headings())
        .extracting(Heading::name)
        .containsExactly("行", "问题", "名称", "类别", "备注" + tag);
    assertThat(back.rows().getFirst().at(1)).startsWith("类别: “怪物”不是类别");
    UUID again = imports.preview(Ids.next(), "organisations", "bad.xlsx", file, street).orThrow();
    assertThat(imports.find(again, by).orElseThrow().unknown())
        .as("neither number nor reason is asked about")
        .hasSize(1);
  }

  @Test
  void aGridIsGivenItsCodeAndItsWorkerTheGrant() {
    imports.confirm(preview("people", "姓名,单位\n网" + tag + ",河庄街道办事处\n").id(), street).orThrow();
    String file = "序号,所属社区,网格名称,网格长\n1,同二村,新" + tag + ",网" + tag + "\n2,同二村,空" + tag + ",\n";
    Preview preview = preview("grids", file);
    assertThat(preview.good()).hasSize(2);
    String code = preview.good().getFirst().made("code");
    assertThat(code).startsWith("330114003202").hasSize(15);
    imports.confirm(preview.id(), street).orThrow();
    assertThat(
            jdbc.sql("select role from people.grants where division = ?")
                .param(code)
                .query(String.class)
                .list())
        .containsExactly(CasesRoles.GRID_WORKER);
    assertThat(preview("grids", file).good()).allMatch(item -> item.is(What.UNCHANGED));
    assertThat(reasons(preview("grids", "所属社区,网格名称,网格长\n同二村,丙" + tag + ",谁也不是\n没有村,丁,\n")))
        .contains("2 worker: there is nobody called", "3 community: there is no place");
  }

  @Test
  void theListIsTakenInAsOneVersion() {
    ResponsibilityList list = RunningApp.bean(ResponsibilityList.class);
    int before = list.version();
    String file =
        ("序号,事项大类,事项小类,牵头单位,协办单位,办结时限（工作日）,法律依据\n"
                + "1,类%1$s,甲,综合行政执法队,河庄街道办事处、综合行政执法队,0.5,某法\n2,类%1$s,乙,综合行政执法队,,半天,\n"
                + "3,类%1$s,丙,,,2.5小时,\n4,类%1$s,丁,,,,\n")
            .formatted(tag);
    Preview preview = preview("responsibility", file);
    assertThat(reasons(preview)).isEmpty();
    imports.confirm(preview.id(), street).orThrow();
    assertThat(list.version()).isEqualTo(before + 1);
    List<Category> lines =
        list.lines().stream()
            .filter(l ->
                l.name().zh().matches("[甲乙丙丁]")
                    && l.version() == before + 1
                    && l.division().value().equals(Cast.HOME))
            .toList();
    assertThat(lines)
        .extracting(l -> l.allowance() == null ? "-" : l.allowance().title().zh())
        .containsExactly("4 个工作小时", "4 个工作小时", "150 分钟", "-");
    assertThat(lines.getFirst().assisting()).hasSize(2);
    assertThat(preview("responsibility", file).good()).allMatch(item -> item.is(What.UNCHANGED));
    assertThat(reasons(preview("responsibility", file.replace("0.5", "很快"))))
        .contains("2 allowance: ");
  }

  @Test
  void grantsByNameAndTheWordsForARole() {
    imports.confirm(preview("people", "姓名,单位\n授" + tag + ",河庄街道办事处\n").id(), street).orThrow();
    String file = "姓名,角色,授权区划\n授" + tag + ",网格员,河庄街道/同二村\n";
    Preview preview = preview("grants", file);
    assertThat(reasons(preview)).isEmpty();
    imports.confirm(preview.id(), street).orThrow();
    assertThat(preview("grants", file).good()).allMatch(item -> item.is(What.UNCHANGED));
    assertThat(reasons(preview("grants", "姓名,角色,授权区划\n授" + tag + ",法官,同二村\n")))
        .contains("2 role: ");
  }

  @Test
  void aCalendarInTheEncodingOfChineseExcel() {
    Scope whole = new Scope(by, List.of(DivisionCode.ALL));
    byte[] file =
        "日期,安排,名称\n2031-01-01,放假,元旦\n2031.1.4,班,\n2031-02-30,放假,\n2031-03-01,也许,\n"
            .getBytes(Charset.forName("GB18030"));
    UUID id = imports.preview(Ids.next(), "calendar", "f.csv", file, whole).orThrow();
    Preview preview = imports.find(id, by).orElseThrow();
    assertThat(preview.good()).hasSize(2);
    assertThat(reasons(preview)).contains("4 day: ", "5 arrangement: ");
    assertThat(imports.preview(Ids.next(), "calendar", "f.csv", file, street).isDone())
        .as("it is the whole country's")
        .isFalse();
  }

  @Test
  void twoColumnsMaySayTheSameButNotOtherwise() {
    String header = "姓名,单位,手机,联系电话\n";
    Preview same = preview("people", header + "冯" + tag + ",河庄街道办事处,13900000009,13900000009\n");
    assertThat(same.good()).hasSize(1);
    Preview other = preview("people", header + "冯" + tag + ",河庄街道办事处,13900000009,13900000008\n");
    assertThat(reasons(other)).contains("2 phone: two columns say this, and differently");
  }

  @Test
  void aPlaceThatIsSomebodyElsesIsNotReachedByItsCodeOrName() {
    assertThat(reasons(preview("people", "姓名,单位\n越" + tag + ",330109002009\n")))
        .contains("2 organisation: ");
    assertThat(reasons(preview("people", "姓名,单位\n越" + tag + ",银河社区\n")))
        .contains("2 organisation: ");
    String outline =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + "{\"properties\":{\"名称\":\"银河社区\",\"上级\":\"330109002\","
            + "\"坐标系\":\"WGS84\",\"示意\":true},"
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[120,30],[120.1,30],[120.1,30.1],[120,30]]]}}]}";
    assertThat(reasons(preview("outlines", outline))).contains("1 name: ");
    assertThat(reasons(preview("grids", "所属社区,网格名称\n330109002009,越界\n"))).contains("2 community: ");
  }
}
