package cn.nongchao.people.start;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.start.RolesWish.Holder;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The roles of a street, given at once to those who shall hold them. */
class FirstRolesTest {

  private static final DivisionCode STREET = new DivisionCode(Cast.HOME);
  private final FirstRoles roles = RunningApp.bean(FirstRoles.class);

  private static Role role(String name) {
    return RunningApp.bean(Roles.class).find(name).orElseThrow();
  }

  @Test
  void eachIsGivenWhereItIsUsuallyHeldAndOnlyOnce() {
    Cast.Member squad = Cast.newcomer(CasesRoles.AUXILIARY);
    PersonId person = new PersonId(squad.id());
    RolesWish wish =
        new RolesWish(
            STREET,
            List.of(
                new Holder(role(CasesRoles.OFFICER), person),
                new Holder(role(CasesRoles.CLERK), null),
                new Holder(role(CasesRoles.DISPATCHER), person)));
    assertThat(roles.give(wish, Scope.system()).orThrow()).isEqualTo(2);
    var held = RunningApp.bean(PersonLists.class).grants(person);
    assertThat(held)
        .anySatisfy(one -> {
          assertThat(one.role()).isEqualTo(CasesRoles.OFFICER);
          assertThat(one.organisation()).as("over the squad").startsWith("测试中队");
        })
        .anySatisfy(one -> {
          assertThat(one.role()).isEqualTo(CasesRoles.DISPATCHER);
          assertThat(one.division()).isEqualTo(STREET);
        });
    assertThat(roles.give(wish, Scope.system()).orThrow()).as("sent again").isZero();
  }

  @Test
  void whoeverHasAPostCalledLikeARoleIsProposed() {
    Cast.Member squad = Cast.newcomer(CasesRoles.AUXILIARY);
    RunningApp.bean(JdbcClient.class)
        .sql(
            "insert into people.posts (id, person, organisation, title, valid_from)"
                + " values (?, ?, ?, '指挥中心调度员', now() - interval '1 day')")
        .params(Ids.next(), squad.id(), squad.organisation())
        .update();
    RolesWish wish =
        roles.missing(STREET, List.of(role(CasesRoles.DISPATCHER), role(PeopleRoles.CITIZEN)));
    assertThat(wish.holders().getFirst().person()).isNotNull();
    assertThat(wish.holders().getLast().person()).isNull();
  }

  @Test
  void whoeverHasARoleAndNoPasswordIsGivenAFirstOneOnce() {
    // In a village of their own: a new password ends sessions, which other tests may hold.
    DivisionCode village = new DivisionCode(Cast.HOME + "005");
    UUID unit = Ids.next();
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    jdbc.sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(unit, "首次密码村 " + unit, "community", village.value())
        .update();
    Cast.Member without = Cast.beside(unit, CasesRoles.AUXILIARY);
    jdbc.sql("update people.persons set password_hash = null where id = ?")
        .param(without.id())
        .update();
    FirstPasswords passwords = RunningApp.bean(FirstPasswords.class);
    assertThat(passwords.make(new DivisionCode(Cast.AWAY), Scope.system()).orThrow().people())
        .noneMatch(one -> one.login().equals(without.login()));
    assertThat(passwords.make(village, Scope.system()).orThrow().people())
        .anyMatch(one -> one.login().equals(without.login()) && one.password().length() > 10);
    assertThat(passwords.make(village, Scope.system()).orThrow().people()).isEmpty();
  }

  @Test
  void allOrNone() {
    PersonId near = new PersonId(Cast.newcomer(CasesRoles.AUXILIARY).id());
    PersonId far = new PersonId(Cast.elsewhere(CasesRoles.OFFICER).id());
    Scope home =
        new Scope(new PersonId(Cast.atHome(PeopleRoles.ADMINISTRATOR).id()), List.of(STREET));
    RolesWish wish =
        new RolesWish(
            STREET,
            List.of(
                new Holder(role(CasesRoles.CLERK), near), new Holder(role(CasesRoles.CLERK), far)));
    assertThat(roles.give(wish, home)).isInstanceOf(Outcome.Refused.class);
    assertThat(RunningApp.bean(PersonLists.class).grants(near))
        .noneMatch(one -> one.role().equals(CasesRoles.CLERK));
  }
}
