package cn.nongchao.loop;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A small kind of loop of its own, people to move it, and a clock that stands still. */
final class LoopFixture {

  static final String KIND = "parcel";
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A Thursday. */
  static final Instant START = Instant.parse("2026-04-09T01:00:00Z");

  static final DivisionCode STREET = new DivisionCode("330114003");
  static final DivisionCode GRID = new DivisionCode("330114003201001");
  static final DivisionCode ELSEWHERE = new DivisionCode("330106001001001");
  static final OrganisationId SQUAD = OrganisationId.next();
  static final OrganisationId OTHER_SQUAD = OrganisationId.next();

  static final Viewer DISPATCHER = person("调度", null, Grant.within(CasesRoles.DISPATCHER, STREET));
  static final Viewer OFFICER = person("队员", SQUAD, Grant.within(CasesRoles.OFFICER, SQUAD));
  static final Viewer OTHER_OFFICER =
      person("旁人", OTHER_SQUAD, Grant.within(CasesRoles.OFFICER, OTHER_SQUAD));
  static final Viewer CITIZEN = person("市民", null, Grant.within(PeopleRoles.CITIZEN, STREET));
  static final Viewer STRANGER = person("路人", null, Grant.within(PeopleRoles.CITIZEN, STREET));

  enum Spot implements Stage {
    ARRIVED(Tone.NEW),
    SENT(Tone.MOVING),
    RESTING(Tone.STOPPED),
    DELIVERED(Tone.DONE);

    private final Tone tone;

    Spot(Tone tone) {
      this.tone = tone;
    }

    @Override
    public Text title() {
      return Text.same(name());
    }

    @Override
    public Tone tone() {
      return tone;
    }
  }

  enum Step implements Move {
    SENT,
    DELIVERED,
    RESTED,
    WOKEN,
    REOPENED;

    @Override
    public Text title() {
      return Text.same(name());
    }
  }

  private LoopFixture() {}

  static LifeCycle life() {
    return LifeCycle.of(KIND, "包裹", "Parcel")
        .within(Allowance.workdays(3))
        .start(Spot.ARRIVED, Allowance.workingHours(4))
        .stage(Spot.SENT, Allowance.workdays(1))
        .pause(Spot.RESTING)
        .end(Spot.DELIVERED)
        .move(Step.SENT)
        .from(Spot.ARRIVED)
        .to(Spot.SENT)
        .by(Who.holder(CasesRoles.DISPATCHER), Who.automatic())
        .needs(Need.HANDLER)
        .move(Step.DELIVERED)
        .from(Spot.SENT)
        .to(Spot.DELIVERED)
        .by(Who.assignee(), Who.member(CasesRoles.OFFICER))
        .needs(Need.NOTE)
        .move(Step.RESTED)
        .from(Spot.ARRIVED, Spot.SENT)
        .to(Spot.RESTING)
        .by(Who.holder(CasesRoles.DISPATCHER))
        .needs()
        .move(Step.WOKEN)
        .from(Spot.RESTING)
        .back()
        .by(Who.holder(CasesRoles.DISPATCHER))
        .needs()
        .move(Step.REOPENED)
        .from(Spot.DELIVERED)
        .to(Spot.ARRIVED)
        .by(Who.reporter())
        .needs()
        .move(Move.Common.NOTED)
        .from(Spot.ARRIVED, Spot.SENT)
        .stays()
        .by(Who.holder(CasesRoles.DISPATCHER), Who.reporter())
        .needs(Need.NOTE)
        .move(Move.Common.ESCALATED)
        .from(Spot.ARRIVED, Spot.SENT)
        .stays()
        .by(Who.automatic())
        .needs()
        .build();
  }

  static Viewer person(String name, @Nullable OrganisationId at, Grant... grants) {
    return new Viewer(PersonId.next(), name, at, List.of(grants), "session-of-" + name);
  }

  static Opening opening(DivisionCode place) {
    return opening(LoopId.next(), place);
  }

  static Opening opening(LoopId id, DivisionCode place) {
    return new Opening(
        id, KIND, "一个包裹", place, null, null, null, null, null, "", Map.of(), List.of());
  }

  /** Stands still until told. */
  static final class StillClock extends Clock {

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    void set(Instant at) {
      now.set(at);
    }

    void pass(Duration time) {
      now.updateAndGet(at -> at.plus(time));
    }

    @Override
    public ZoneId getZone() {
      return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  @TestConfiguration
  static class Beans {

    @Bean
    LifeCycle parcelLife() {
      return life();
    }

    @Bean
    @Primary
    StillClock stillClock() {
      return new StillClock();
    }
  }
}
