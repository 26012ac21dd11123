package cn.nongchao.cases.demo;

import cn.nongchao.cases.Act;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Check;
import cn.nongchao.cases.Confirmations;
import cn.nongchao.cases.Disposition;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Handling;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.cases.demo.DemoEvents.Scene;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Evidence;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the life of one event, step by step, up to the stage it stands in today. */
@Component
class Story {

  /** How a story ends, and how far back it must begin at least. */
  enum End {
    REPORTED(0),
    TWIN(0),
    TRIAGED(30),
    DISPATCHED(60),
    RETURNED(200),
    HANDLING(180),
    PAUSED(300),
    HANDLED(1500),
    /** An officer named in it has not confirmed yet. */
    AWAITING(720),
    /** An officer named in it objected. */
    OBJECTED(760),
    CHECKED(2200),
    CLOSED(2400),
    REOPENED(2600),
    DECLINED(400),
    MERGED(400);

    private final int minutes;

    End(int minutes) {
      this.minutes = minutes;
    }

    Duration least() {
      return Duration.ofMinutes(minutes);
    }
  }

  /** Beside every name: nobody did what a story tells. */
  private static final String MARK = "（演示）";

  private final Events events;
  private final Confirmations confirmations;
  private final Loops loops;
  private final ResponsibilityList list;
  private final People people;
  private final EvidenceStore evidence;

  Story(
      Events events,
      Confirmations confirmations,
      Loops loops,
      ResponsibilityList list,
      People people,
      EvidenceStore evidence) {
    this.events = events;
    this.confirmations = confirmations;
    this.loops = loops;
    this.list = list;
    this.people = people;
    this.evidence = evidence;
  }

  /** One event under way. */
  private final class Teller {

    private final Scene scene;
    private final Random random;
    private final DivisionCode place;
    private Instant at;
    private Loop loop;

    Teller(Scene scene, Division grid, Instant begin, Random random) {
      this.scene = scene;
      this.random = random;
      this.at = begin;
      this.place = grid.code();
      this.loop = report(scene, grid, begin, random);
    }

    /** The system, saying whose step it tells. */
    Actor acting(String role) {
      return told(role.equals(CasesRoles.OFFICER) ? loop.assignee() : holder(role, place), at);
    }

    Actor byCitizen() {
      return new Actor.Automatic("demo", at, "市民" + MARK);
    }

    void wait(int from, int to) {
      at = at.plus(Duration.ofMinutes(from + random.nextInt(to - from)));
    }

    Step step(String note) {
      return Step.of(Ids.next(), loop, note);
    }

    void move(EventMove move, String role, String note) {
      loop = events.move(step(note), move, acting(role)).orThrow();
    }

    void triage() {
      wait(4, 20);
      loop = events.triage(step(""), scene.category(), acting(CasesRoles.DISPATCHER)).orThrow();
    }

    void dispatch(End end) {
      wait(4, 25);
      OrganisationId lead = list.find(scene.category()).orElseThrow().lead();
      PersonId person = lead == null ? null : somebody(lead, random);
      boolean disputed = end == End.AWAITING || end == End.OBJECTED;
      // The leader, who signs in to the demo, is to be the one asked.
      if (lead != null && disputed) person = licensed(lead, at).getLast();
      loop =
          events
              .dispatch(step(""), lead, person, List.of(), acting(CasesRoles.DISPATCHER))
              .orThrow();
    }

    void accept() {
      wait(10, 60);
      loop = events.accept(step(""), acting(CasesRoles.OFFICER)).orThrow();
    }

    void handle() {
      wait(40, 600);
      long seed = loop.number().hashCode();
      UUID before = photo(seed, false, at);
      UUID after = photo(seed, true, at);
      Handling handling =
          (scene.disposition() == Disposition.ENFORCE ? enforcing() : by(scene.disposition()))
              .telling(scene.reply())
              .showing(List.of(before), List.of(after));
      Step step = step(scene.done()).showing(List.of(before, after));
      loop = events.handle(step, handling, acting(CasesRoles.OFFICER)).orThrow();
    }

    private Handling enforcing() {
      List<PersonId> all = loop.handler() == null ? List.of() : licensed(loop.handler(), at);
      // A department without officers of its own does not enforce.
      if (all.size() < 2) return by(Disposition.MANAGE);
      List<PersonId> two =
          all.stream()
              .sorted(Comparator.comparing(one -> !one.equals(loop.assignee())))
              .limit(2)
              .toList();
      Act act = scene.done().contains("立案") ? Act.FILED : Act.CORRECTION_ORDERED;
      return Handling.enforcing(act, two, "");
    }

    /** Those named say so themselves, while whoever checks is on the way. */
    void confirm() {
      for (PersonId officer : loop.awaits()) {
        Actor own = told(officer, at.plus(Duration.ofMinutes(12)));
        loop = confirmations.confirm(step(""), officer, own).orThrow();
      }
    }

    void object() {
      PersonId officer = loop.awaits().getFirst();
      Actor own = told(officer, at.plus(Duration.ofMinutes(30)));
      loop = confirmations.object(step("当晚我在区里值班，不在现场，请核实同行人员。"), officer, own).orThrow();
    }

    void check() {
      wait(40, 500);
      UUID photo = photo(loop.number().hashCode(), true, at);
      Step step = step("现场已恢复").showing(List.of(photo));
      loop = events.check(step, Check.SITE, true, acting(CasesRoles.GRID_WORKER)).orThrow();
    }

    void close() {
      wait(20, 200);
      move(EventMove.CLOSED, CasesRoles.DISPATCHER, "");
    }

    void reopen(String why) {
      loop = events.reopen(step(why), byCitizen()).orThrow();
    }

    void rate() {
      if (random.nextInt(10) < 4) return;
      wait(60, 1000);
      int stars = Math.max(1, 5 - Math.abs((int) (random.nextGaussian() * 1.1)));
      loop = events.rate(step(stars < 3 ? "处理得有点慢" : ""), stars, byCitizen()).orThrow();
    }
  }

  void tell(Scene scene, Division grid, Instant begin, End end, Random random) {
    Teller teller = new Teller(scene, grid, begin, random);
    if (end == End.REPORTED) return;
    if (end == End.TWIN) {
      new Teller(scene, grid, begin.plus(Duration.ofMinutes(3)), random);
      return;
    }
    if (end == End.DECLINED) {
      teller.wait(10, 60);
      teller.move(EventMove.DECLINED, CasesRoles.DISPATCHER, "经核实该地块不在本街道辖区，已转告相邻街道办理。");
      return;
    }
    if (end == End.MERGED) {
      Teller twin = new Teller(scene, grid, begin.plus(Duration.ofMinutes(30)), random);
      twin.wait(10, 40);
      twin.loop =
          events
              .merge(twin.step("同一处"), teller.loop.id(), twin.acting(CasesRoles.DISPATCHER))
              .orThrow();
    }
    teller.triage();
    if (end == End.TRIAGED) return;
    teller.dispatch(end);
    if (end == End.DISPATCHED) return;
    if (end == End.RETURNED) {
      teller.wait(5, 30);
      teller.move(EventMove.RETURNED, CasesRoles.OFFICER, "现场位于高架桥下，应由养护单位处理，请重新派遣。");
      return;
    }
    teller.accept();
    if (end == End.HANDLING || end == End.MERGED) {
      teller.wait(5, 30);
      teller.move(EventMove.STEP_RECORDED, CasesRoles.OFFICER, "已到现场，正在联系当事人");
      return;
    }
    if (end == End.PAUSED) {
      teller.wait(20, 60);
      teller.move(EventMove.PAUSED, CasesRoles.OFFICER, "需等待第三方检测报告");
      return;
    }
    finish(teller, end);
  }

  private static void finish(Teller teller, End end) {
    teller.handle();
    if (end == End.AWAITING) return;
    if (end == End.OBJECTED) {
      teller.object();
      return;
    }
    teller.confirm();
    if (end == End.HANDLED) return;
    teller.check();
    if (end == End.CHECKED) return;
    teller.close();
    if (end == End.REOPENED) {
      teller.wait(60, 120);
      teller.reopen("第二天又出现了");
      return;
    }
    teller.rate();
  }

  private Loop report(Scene scene, Division grid, Instant at, Random random) {
    Channel channel =
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> Channel.GRID;
          case 3 -> Channel.HOTLINE;
          case 4 -> Channel.SENSOR;
          default -> Channel.CITIZEN;
        };
    Double lat = near(grid.lat(), random);
    Double lon = near(grid.lon(), random);
    List<UUID> photos =
        channel == Channel.HOTLINE ? List.of() : List.of(photo(random.nextLong(), false, at));
    Report report =
        Report.of(new LoopId(idAt(at, random)), channel, scene.words(), grid.code())
            .sorted(scene.category())
            .at(scene.address(), lat, lon)
            .showing(photos);
    events.report(report, reporter(channel, grid.code(), at)).orThrow();
    return loops.find(report.id()).orElseThrow();
  }

  private Actor reporter(Channel channel, DivisionCode place, Instant at) {
    return switch (channel) {
      case GRID -> told(holder(CasesRoles.GRID_WORKER, place), at);
      case HOTLINE -> told(holder(CasesRoles.DISPATCHER, place), at);
      case CITIZEN -> new Actor.Automatic("demo", at, "市民" + MARK);
      default -> new Actor.Automatic("demo", at);
    };
  }

  private Actor told(@Nullable PersonId person, Instant at) {
    return new Actor.Automatic("demo", at, person == null ? null : people.name(person) + MARK);
  }

  private @Nullable PersonId holder(String role, DivisionCode place) {
    return people.holders(role, place).stream().map(PersonCard::id).findFirst().orElse(null);
  }

  private static @Nullable Double near(@Nullable Double degrees, Random random) {
    return degrees == null ? null : degrees + (random.nextDouble() - 0.5) * 0.002;
  }

  /** A UUIDv7 of that moment, so that lists by id and by time agree. */
  private static UUID idAt(Instant at, Random random) {
    long high = at.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
    long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private @Nullable PersonId somebody(OrganisationId organisation, Random random) {
    List<PersonCard> staff =
        people.staff(organisation).stream()
            .filter(card ->
                card.roles().contains(CasesRoles.OFFICER)
                    || card.roles().contains(CasesRoles.CLERK))
            .toList();
    return staff.isEmpty() ? null : staff.get(random.nextInt(staff.size())).id();
  }

  private List<PersonId> licensed(OrganisationId organisation, Instant at) {
    return people.staff(organisation).stream()
        .map(PersonCard::id)
        .filter(id ->
            people.qualified(
                id,
                Qualification.LAW_ENFORCEMENT,
                at.atOffset(ZoneOffset.ofHours(8)).toLocalDate()))
        .toList();
  }

  private UUID photo(long seed, boolean clean, Instant at) {
    byte[] bytes = Sketcher.street(seed, clean);
    UUID id = Ids.next();
    var upload =
        new EvidenceStore.Upload(id, clean ? "after.jpg" : "scene.jpg", null, at, null, null);
    try {
      return switch (evidence.put(
          upload,
          new ByteArrayInputStream(bytes),
          new EvidenceStore.Uploader(null, "demo", null))) {
        case Outcome.Done<Evidence>(var kept) -> kept.id();
        case Outcome.Refused<Evidence> refused ->
            throw new IllegalStateException(refused.reasons().toString());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Handling by(Disposition disposition) {
    return Handling.by(disposition);
  }
}
