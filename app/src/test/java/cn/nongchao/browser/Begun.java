package cn.nongchao.browser;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Check;
import cn.nongchao.cases.Disposition;
import cn.nongchao.cases.EventFiles;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Handling;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.Reported;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.platform.Ids;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event brought by the facade to where a walk begins, in the first grid of 同一村, which the demo's
 * grid worker answers for. What the walk is about is then done on the pages.
 */
final class Begun {

  static final String SQUAD = "综合行政执法队";
  static final String DEPARTMENT = "城市建设办公室";

  /** 流动摊贩占道经营: four working hours, led by the comprehensive squad. */
  static final String STALLS = "0201";

  private static final DivisionCode STREET = new DivisionCode("330114003");
  private static final Actor SYSTEM = Actor.automatic("test");

  private final LoopId id;
  private final @Nullable String code;

  private Begun(LoopId id, @Nullable String code) {
    this.id = id;
    this.code = code;
  }

  /** A grid of the demo's grid worker, with a point inside it. */
  static Division grid() {
    Divisions divisions = RunningApp.bean(Divisions.class);
    DivisionCode village =
        divisions.children(STREET).stream()
            .filter(one -> one.shortName().equals("同一村"))
            .findFirst()
            .orElseThrow()
            .code();
    return divisions.below(village, Level.GRID).getFirst();
  }

  static Begun reported(String words) {
    Division grid = grid();
    Report report =
        Report.of(LoopId.next(), Channel.GRID, words, grid.code())
            .at("", grid.lat(), grid.lon())
            .sorted(STALLS);
    events().report(report, SYSTEM).orThrow();
    return new Begun(report.id(), null);
  }

  /** At the same place as {@link #reported}, by somebody who has the tracking code. */
  static Begun byCitizen(String words) {
    Division grid = grid();
    return byCitizen(
        Report.of(LoopId.next(), Channel.CITIZEN, words, grid.code())
            .at("", grid.lat(), grid.lon())
            .sorted(STALLS));
  }

  static Begun byCitizenSomewhereInTheVillage(String words) {
    DivisionCode village = grid().code().parent();
    return byCitizen(Report.of(LoopId.next(), Channel.CITIZEN, words, village));
  }

  private static Begun byCitizen(Report report) {
    Actor citizen = new Actor.CodeHolder(report.id());
    Reported reported =
        events().report(report.tracked("a secret of " + report.id()), citizen).orThrow();
    return new Begun(report.id(), reported.trackingCode());
  }

  /** One that the pages made. */
  static Begun at(String path) {
    return new Begun(LoopId.read(path.substring(path.lastIndexOf('/') + 1)), null);
  }

  Begun triaged() {
    events().triage(step(""), STALLS, SYSTEM).orThrow();
    return this;
  }

  Begun sentTo(String organisation) {
    return sentTo(organisation(organisation));
  }

  /** To the squad of somebody in the cast. */
  Begun sentTo(Cast.Member member) {
    return sentTo(new OrganisationId(member.organisation()));
  }

  Begun sentTo(OrganisationId organisation) {
    events().dispatch(step(""), organisation, null, List.of(), SYSTEM).orThrow();
    return this;
  }

  Begun accepted() {
    events().accept(step(""), SYSTEM).orThrow();
    return this;
  }

  Begun handled() {
    events().handle(step("已处置"), Handling.by(Disposition.MANAGE), SYSTEM).orThrow();
    return this;
  }

  Begun checked() {
    events().check(step("电话核实"), Check.CALL, true, SYSTEM).orThrow();
    return this;
  }

  Begun closed() {
    events().move(step(""), EventMove.CLOSED, SYSTEM).orThrow();
    return this;
  }

  /** The organisation of the street by its name. */
  static OrganisationId organisation(String name) {
    Set<String> kinds = Set.of(Organisation.SQUAD, Organisation.DEPARTMENT, Organisation.POLICE);
    return RunningApp.bean(Organisations.class).ofKinds(kinds, STREET).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  LoopId id() {
    return id;
  }

  String trackingCode() {
    return Objects.requireNonNull(code);
  }

  String path() {
    return "/events/" + id;
  }

  Loop now() {
    return RunningApp.bean(Loops.class).find(id).orElseThrow();
  }

  /** Version of the responsibility list it was sorted by. */
  int listVersion() {
    return RunningApp.bean(EventFiles.class).facts(id).orElseThrow().listVersion();
  }

  private Step step(String note) {
    return Step.of(Ids.next(), now(), note);
  }

  private static Events events() {
    return RunningApp.bean(Events.class);
  }
}
