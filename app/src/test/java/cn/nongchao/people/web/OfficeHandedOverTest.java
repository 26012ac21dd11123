package cn.nongchao.people.web;

import static cn.nongchao.Program.problem;
import static cn.nongchao.Program.read;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.AdministratorOffice;
import cn.nongchao.people.register.AdministratorOffice.HandingOver;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** An administrator leaves: somebody else has the office the moment it ends for them. */
class OfficeHandedOverTest {

  private static final String OFFICE = "/api/v1/account/office";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private final Cast.Member leaving = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
  private final Cast.Member taking = Cast.newcomer(CasesRoles.OFFICER);
  private final Program here = Program.inPerson(leaving.session());

  private static Map<String, Object> wish(String login, @Nullable LocalDate from) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("login", login);
    wish.put("from", from == null ? null : from.toString());
    wish.put("old", Cast.PASSWORD);
    return wish;
  }

  private static Set<DivisionCode> administers(Cast.Member member) {
    return Set.copyOf(member.viewer().places(Set.of(PeopleRoles.ADMINISTRATOR)));
  }

  @Test
  void theOfficeIsSomebodyElsesAtOnceAndOnesOwnNoMore() {
    Visitor page = Visitor.signedIn(leaving.session());
    assertThat(page.get("/account").body()).contains("移交管理员职务");
    JsonNode done = read(here.post(OFFICE, wish(taking.login(), null)), 200);
    assertThat(done.path("from").asString()).isEqualTo(TODAY.toString());
    assertThat(administers(taking)).containsExactly(new DivisionCode(Cast.HOME));
    assertThat(administers(leaving)).isEmpty();
    assertThat(page.get("/account").body()).doesNotContain("移交管理员职务");
    problem(here.post(OFFICE, wish(taking.login(), null)), 403, "not-allowed");
  }

  @Test
  void onADayToComeBothPeriodsMeet() {
    read(here.post(OFFICE, wish(taking.login(), TODAY.plusDays(5))), 200);
    assertThat(administers(leaving)).isNotEmpty();
    assertThat(administers(taking)).isEmpty();
    Program keeper = Program.of(Cast.everywhere(PeopleRoles.ADMINISTRATOR));
    String day = TODAY.plusDays(5).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toString();
    assertThat(ends(read(keeper.get("/api/v1/persons/" + leaving.id()), 200), "to")).contains(day);
    assertThat(ends(read(keeper.get("/api/v1/persons/" + taking.id()), 200), "from")).contains(day);
    problem(here.post(OFFICE, wish(taking.login(), null)), 422, "not-now");
  }

  private static List<String> ends(JsonNode file, String end) {
    return file.path("grants").valueStream().map(one -> one.path(end).asString()).toList();
  }

  @Test
  void itTakesThePasswordAndSomebodyWhoCanTakeIt() {
    problem(here.post(OFFICE, wish("nobody-there", null)), 400, "bad-input", "login");
    problem(here.post(OFFICE, wish(leaving.login(), null)), 400, "bad-input", "login");
    problem(here.post(OFFICE, wish(taking.login(), TODAY.minusDays(1))), 400, "bad-input", "from");
    Cast.Member abroad = Cast.elsewhere(CasesRoles.OFFICER);
    problem(here.post(OFFICE, wish(abroad.login(), null)), 400, "bad-input", "login");
    Map<String, Object> guessed = wish(taking.login(), null);
    guessed.put("old", "a guess");
    problem(here.post(OFFICE, guessed), 400, "bad-input", "old");
    problem(here.post(OFFICE, Map.of("login", taking.login())), 400, "bad-input", "old");
    problem(Program.of(leaving).post(OFFICE, wish(taking.login(), null)), 403, "not-allowed");
    assertThat(administers(leaving)).isNotEmpty();
  }

  /** Between the order and the day each of the two is needed. */
  @Test
  void theWholeCountryIsNeverWithoutOne() {
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    Grants grants = RunningApp.bean(Grants.class);
    var role = RunningApp.bean(Roles.class).find(PeopleRoles.ADMINISTRATOR).orElseThrow();
    PersonId own = new PersonId(leaving.id());
    PersonId next = new PersonId(taking.id());
    RunningApp.bean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          status.setRollbackOnly();
          jdbc.sql("update people.grants set valid_to = now() where role = ?")
              .param(PeopleRoles.ADMINISTRATOR)
              .update();
          NewGrant held = NewGrant.of(role, DivisionCode.ALL, null);
          grants.give(own, held, Scope.system()).orThrow();
          var handing = new HandingOver(taking.login(), TODAY.plusDays(5), Cast.PASSWORD);
          RunningApp.bean(AdministratorOffice.class).handOver(handing, leaving.viewer()).orThrow();
          UUID given =
              jdbc.sql("select id from people.grants where person = ? and role = ?")
                  .params(taking.id(), PeopleRoles.ADMINISTRATOR)
                  .query(UUID.class)
                  .single();
          assertThat(grants.end(own, held.id(), Scope.system()))
              .as("until the day")
              .isInstanceOf(Outcome.Refused.class);
          assertThat(grants.end(next, given, Scope.system()))
              .as("from the day on")
              .isInstanceOf(Outcome.Refused.class);
        });
  }
}
