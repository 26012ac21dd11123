package cn.nongchao.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.Cast;
import cn.nongchao.Cast.Member;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Of those who may see a loop: who reads all that colleagues wrote, and who their own alone. */
class ReadershipTest {

  private final Readership readership = RunningApp.bean(Readership.class);
  private final Loops loops = RunningApp.bean(Loops.class);

  /** An event in the home street, reported by this one. */
  private Loop reportedBy(Member member) {
    Map<String, Object> report = new LinkedHashMap<>(Casework.report("GRID", "读者"));
    report.put("id", Ids.next());
    report.remove("channel");
    JsonNode made = Program.read(Program.of(member).post(Casework.EVENTS, report), 201);
    return loops.find(LoopId.read(made.path("id").asString())).orElseThrow();
  }

  private void check(boolean all, Viewer viewer, Loop loop) {
    assertThat(readership.readsAll(viewer, loop)).isEqualTo(all);
    assertThat(readership.shown(viewer, loop).equals(loop.withoutPersons())).isEqualTo(!all);
  }

  private static Loop with(Loop l, OrganisationId handler, OrganisationId lead, PersonId assignee) {
    return new Loop(
        l.id(),
        l.kind(),
        l.number(),
        l.title(),
        l.stage(),
        l.version(),
        l.division(),
        l.lat(),
        l.lon(),
        handler,
        assignee,
        l.openedBy(),
        l.openedAt(),
        l.stageSince(),
        l.stageDue(),
        l.due(),
        l.pausedAt(),
        l.pausedFrom(),
        l.closedAt(),
        l.escalation(),
        l.facts(),
        l.about(),
        l.awaits(),
        lead);
  }

  @Test
  void whoeverReportsInAnotherStreetReadsAsItsReporter() {
    Member away = Cast.elsewhere(CasesRoles.GRID_WORKER);
    Loop loop = reportedBy(away);
    PersonId officer = new PersonId(Cast.atHome(CasesRoles.OFFICER).id());
    Loop inHand = with(loop, OrganisationId.next(), null, officer);
    check(false, away.viewer(), inHand);
    assertThat(readership.shown(away.viewer(), inHand).handler()).isEqualTo(inHand.handler());
    assertThat(loops.entries(loop.id(), away.viewer())).hasSize(1);
    Casework.moved(
        Casework.desk(), Casework.event(loop.id().toString()), "NOTED", Map.of("note", "内部"));
    assertThat(loops.entries(loop.id(), away.viewer())).hasSize(1);
    assertThat(loops.findWhole(loop.id(), away.viewer())).isEmpty();
    assertThat(loops.find(loop.id(), away.viewer())).isPresent();
  }

  @Test
  void whoeverHasToDoWithItReadsAll() {
    Member away = Cast.elsewhere(CasesRoles.GRID_WORKER);
    Loop loop = reportedBy(away);
    PersonId self = new PersonId(away.id());
    OrganisationId unit = new OrganisationId(Cast.elsewhere(CasesRoles.OFFICER).organisation());
    Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Loop own = reportedBy(officer);
    check(true, officer.viewer(), with(own, OrganisationId.next(), null, self));
    check(true, Cast.atHome(CasesRoles.DISPATCHER).viewer(), with(loop, unit, null, self));
    assertThat(readership.readsAll(away.viewer(), with(loop, null, null, self))).isTrue();
    // Another than its reporter sees it for a reason of theirs.
    check(true, Cast.elsewhere(CasesRoles.OFFICER).viewer(), with(loop, null, unit, self));
  }

  @Test
  void whoeverIsNotAtWorkReadsTheirOwnAlone() {
    Member citizen = Cast.newcomer(PeopleRoles.CITIZEN);
    Loop loop =
        loops.find(LoopId.read(Casework.reported("路人所见").path("id").asString())).orElseThrow();
    check(
        false,
        citizen.viewer(),
        with(loop, null, null, new PersonId(Cast.atHome(CasesRoles.OFFICER).id())));
  }
}
