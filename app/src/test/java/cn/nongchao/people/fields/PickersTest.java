package cn.nongchao.people.fields;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Asking;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Named;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.NewPerson;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever fills in a form finds people, units and places by name, as far as they may choose. */
class PickersTest {

  private static final OrganisationId UNIT = unit("瀛洲巡查中队", Cast.HOME);
  private static final OrganisationId AWAY = unit("瀛洲秘密中队", Cast.AWAY);
  private static final PersonId HERE = person("曾瀛洲", UNIT);
  private static final PersonId THERE = person("单瀛洲", AWAY);

  private static OrganisationId unit(String name, String place) {
    OrganisationFacts facts =
        new OrganisationFacts(name, "squad", null, new DivisionCode(place), "", null);
    return RunningApp.bean(Bodies.class)
        .create(new NewOrganisation(Ids.next(), facts, true), Scope.system())
        .orThrow();
  }

  private static PersonId person(String name, OrganisationId unit) {
    PersonFacts facts = new PersonFacts(name, unit, "", null, null);
    return RunningApp.bean(Persons.class)
        .create(new NewPerson(Ids.next(), facts, true), Scope.system())
        .orThrow();
  }

  private static List<String> found(Cast.Member who, String path, String typed) {
    String q = URLEncoder.encode(typed, StandardCharsets.UTF_8);
    Visitor.Answer answer = Visitor.signedIn(who.session()).get(path + "&q=" + q);
    assertThat(answer.status()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    for (JsonNode one : JsonMapper.shared().readTree(answer.body())) {
      names.add(one.path("name").asString());
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"曾瀛洲", "瀛洲", "zeng", "cengyingzhou", "zyz", "ＺＹＺ", "瀛 洲"})
  void somebodyIsFoundHoweverTheirNameIsTyped(String typed) {
    Cast.Member desk = Cast.atHome(CasesRoles.DISPATCHER);
    assertThat(found(desk, "/people/find?within=" + Cast.HOME, typed)).contains("曾瀛洲");
  }

  @ParameterizedTest
  @ValueSource(strings = {"瀛洲", "yingzhouxuncha", "yzxc", "瀛洲巡查中隊"})
  void aUnitIsFoundHoweverItsNameIsTyped(String typed) {
    Cast.Member desk = Cast.atHome(CasesRoles.DISPATCHER);
    assertThat(found(desk, "/organisations/find?within=" + Cast.HOME, typed)).contains("瀛洲巡查中队");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", Cast.AWAY, "", "33", Cast.HOME + "," + Cast.AWAY})
  void whoeverAsksForMoreThanTheyReachIsToldNobodyElse(String within) {
    Cast.Member desk = Cast.atHome(CasesRoles.DISPATCHER);
    String own = "&own=true&past=true&within=" + within;
    assertThat(found(desk, "/people/find?x=" + own, "瀛洲")).doesNotContain("单瀛洲");
    assertThat(found(desk, "/organisations/find?x=" + own, "瀛洲")).doesNotContain("瀛洲秘密中队");
  }

  @Test
  void whoeverDoesNotWorkHereIsToldNobody() {
    Cast.Member citizen = Cast.beside(UNIT.value(), PeopleRoles.CITIZEN);
    assertThat(found(citizen, "/people/find?own=true&within=*", "瀛洲")).isEmpty();
    assertThat(found(citizen, "/organisations/find?own=true&within=*", "瀛洲")).isEmpty();
    assertThat(Visitor.anonymous().get("/people/find?q=a").status()).isNotEqualTo(200);
  }

  record Form(
      @Among(within = Within.STREET) PersonId person,
      @Among(within = Within.STREET) OrganisationId unit,
      @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR) DivisionCode place) {}

  private static FormField field(String name) {
    return RunningApp.bean(Forms.class).of(Form.class).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome<String> meant(Named<?> kind, String field, String typed) {
    Asking desk = new Asking(Cast.atHome(CasesRoles.DISPATCHER).viewer(), null);
    return kind.meant(typed, field(field), desk);
  }

  @Test
  void withoutScriptAWholeNameIsTakenAndAPartOfOneIsAnsweredByAList() {
    PersonField persons = RunningApp.bean(PersonField.class);
    OrganisationField units = RunningApp.bean(OrganisationField.class);
    assertThat(meant(persons, "person", "曾瀛洲").orThrow()).isEqualTo(HERE.toString());
    assertThat(meant(units, "unit", "瀛洲巡查中队").orThrow()).isEqualTo(UNIT.toString());
    assertThat(meant(persons, "person", "瀛洲")).isInstanceOf(Outcome.Refused.class);
    String beyond = meant(persons, "person", "单瀛洲").orThrow();
    assertThat(beyond).as("a foreign name is not even looked up").isEqualTo("单瀛洲");
    assertThat(meant(persons, "person", THERE.toString()).orThrow()).isEqualTo(THERE.toString());
    List<Refusal> wrong =
        persons.read("单瀛洲", field("person")) instanceof Outcome.Refused<?>(var reasons)
            ? reasons
            : List.of();
    assertThat(wrong).isNotEmpty();
  }

  @Test
  void whoAdministersTheCountryIsGivenAListOfThePlacesThatFitWhatTheyTyped() {
    Cast.Member admin = Cast.everywhere(PeopleRoles.ADMINISTRATOR);
    Asking asking = new Asking(admin.viewer(), null);
    PlaceField places = RunningApp.bean(PlaceField.class);
    assertThat(places.choices(field("place"), asking)).as("too many for a list").isNull();
    Asking typed = asking.beside(Map.of("place", List.of("河庄")));
    assertThat(places.choices(field("place"), typed))
        .anySatisfy(one -> assertThat(one.title().zh()).endsWith("河庄街道"));
  }

  @ParameterizedTest
  @CsvSource({
    "河庄街道, 330114003",
    "hzjd, 330114003",
    "钱塘区河庄街道, 330114003",
    "杭州市河庄街道, 330114003",
    "钱塘区河庄, 330114003",
    "杭州钱塘河庄, 330114003",
    "钱塘hezhuang, 330114003",
    "330114003, 330114003",
    "河莊, 330114003"
  })
  void aPlaceIsFoundByItsNameItsWholeNameItsSoundOrItsCode(String typed, String code) {
    List<DivisionCode> found =
        RunningApp.bean(Divisions.class)
            .search(typed, List.of(DivisionCode.ALL), Level.STREET, 20)
            .stream()
            .map(place -> place.code())
            .toList();
    assertThat(found).contains(new DivisionCode(code));
  }

  /** Read in pages of two, so that the order of the database and of the cursor must be the same. */
  private static List<String> listed(String path) {
    Visitor admin = Visitor.signedIn(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    List<String> names = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = JsonMapper.shared().readTree(admin.get(path + "&limit=2" + next).body());
      for (JsonNode one : page.path("items")) names.add(one.path("name").asString());
      next = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
    } while (!next.isEmpty());
    return names;
  }

  @Test
  void listsStandByPinyinAndFamiliesAsTheyAreCalled() {
    for (String family : List.of("章", "沈", "陈", "张", "阿", "单", "石")) person(family + "洲瀛", UNIT);
    assertThat(listed("/api/v1/persons?sort=name&words=" + coded("洲瀛")))
        .containsExactly("阿洲瀛", "陈洲瀛", "单洲瀛", "沈洲瀛", "石洲瀛", "张洲瀛", "章洲瀛");
    for (String name : List.of("洲瀛第10队", "洲瀛第2队", "洲瀛城管队", "洲瀛巡查队")) unit(name, Cast.HOME);
    assertThat(listed("/api/v1/organisations?sort=name&words=" + coded("洲瀛")))
        .containsExactly("洲瀛城管队", "洲瀛第2队", "洲瀛第10队", "洲瀛巡查队");
    assertThat(listed("/api/v1/organisations?sort=-name&words=" + coded("洲瀛"))).startsWith("洲瀛巡查队");
  }

  @Test
  void theScopesOfIndicatorsAndGrantsAreSoughtToo() {
    Visitor supervisor = Visitor.signedIn(Cast.atHome(LoopRoles.SUPERVISOR).session());
    Visitor.Answer named = supervisor.get("/indicators?division=" + coded("河庄街道"));
    assertThat(named.status()).isEqualTo(200);
    assertThat(named.body())
        .contains("data-seek=\"/places/find?within=" + Cast.HOME + "\"", "value=\"330114003\"");
    assertThat(supervisor.get("/indicators?division=" + coded("没有这个街道")).status()).isEqualTo(422);
    Visitor admin = Visitor.signedIn(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    assertThat(admin.get("/people/" + HERE).body())
        .contains("data-seek=\"/places/find?digits=0&amp;within=*");
    assertThat(found(Cast.everywhere(PeopleRoles.ADMINISTRATOR), "/places/find?digits=0", "qg"))
        .startsWith("全国");
  }

  private static String coded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"曾瀛洲", "zyz", "ｚｅｎｇ"})
  void theListOfPeopleFindsThemAlike(String typed) {
    String q = URLEncoder.encode(typed, StandardCharsets.UTF_8);
    Visitor admin = Visitor.signedIn(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
    assertThat(admin.get("/api/v1/persons?words=" + q).body()).contains("曾瀛洲");
    assertThat(admin.get("/api/v1/organisations?words=yzxc").body()).contains("瀛洲巡查中队");
  }
}
