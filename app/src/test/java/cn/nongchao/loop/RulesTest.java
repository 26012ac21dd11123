package cn.nongchao.loop;

import static cn.nongchao.loop.LoopFixture.GRID;
import static cn.nongchao.loop.LoopFixture.OTHER_SQUAD;
import static cn.nongchao.loop.LoopFixture.SQUAD;
import static cn.nongchao.loop.LoopFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.loop.LoopFixture.Spot;
import cn.nongchao.loop.LoopFixture.Step;
import cn.nongchao.loop.Rules.Decided;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked of an opening and a move beside the right to it; LoopsTest has whole lives. */
class RulesTest {

  private static final Refusal FULL = Refusal.of("full", "满了", "full");
  private static final Refusal CLOSED = Refusal.of("closed", "关门", "closed");
  private static final Actor SYSTEM = Actor.automatic("test");

  private static final Calendars CALENDARS =
      new Calendars(
          JdbcClient.create(Tables.of("loop")),
          Clock.fixed(START, LoopFixture.ZONE),
          new Settings(Path.of("."), false, LoopFixture.ZONE, "http://localhost"));

  /** A life whose one move asks for all there is; notes and edges back beside it. */
  private static final LifeCycle LIFE =
      LifeCycle.of("box", "箱", "Box")
          .within(Allowance.hours(48))
          .start(Spot.ARRIVED, Allowance.hours(4))
          .stage(Spot.SENT)
          .end(Spot.DELIVERED)
          .move(Step.SENT)
          .from(Spot.ARRIVED)
          .to(Spot.SENT)
          .by(Who.automatic())
          .needs(Need.NOTE, Need.PHOTO, Need.HANDLER, Need.ASSIGNEE)
          .move(Step.DELIVERED)
          .from(Spot.ARRIVED, Spot.SENT)
          .to(Spot.DELIVERED)
          .by(Who.automatic())
          .provided(loop -> loop.title().equals("关") ? CLOSED : null)
          .needs()
          .move(Step.RESTED)
          .from(Spot.ARRIVED)
          .stays()
          .by(Who.automatic())
          .needs()
          .build();

  private static Rules rules(EntryLimit... limits) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    for (int i = 0; i < limits.length; i++) beans.addBean("limit" + i, limits[i]);
    return new Rules(
        new LifeCycles(List.of(LIFE)), CALENDARS, beans.getBeanProvider(EntryLimit.class));
  }

  private static Opening opening(String title) {
    return new Opening(
        LoopId.next(), "box", title, GRID, null, null, null, null, null, "", Map.of(), List.of());
  }

  private static Decided opened(Opening opening) {
    return rules().open(opening, SYSTEM, START).orThrow();
  }

  private static Outcome<Decided> moved(Decided from, MoveOrder order) {
    return rules().move(from.held(), order, SYSTEM, START.plusSeconds(60));
  }

  private static MoveOrder order(Decided of, Move move) {
    return MoveOrder.of(Ids.next(), of.loop(), move, "");
  }

  private static String fields(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(List<Refusal> reasons)
        ? String.join(" ", reasons.stream().map(RulesTest::field).sorted().toList())
        : "done";
  }

  private static String field(Refusal reason) {
    return reason.field() == null ? reason.code() : reason.field();
  }

  private static List<UUID> files(int many) {
    return Collections.nCopies(many, Ids.next());
  }

  private static void opens(Opening opening, String expected) {
    assertThat(fields(rules().open(opening, SYSTEM, START))).isEqualTo(expected);
  }

  @Test
  void anOpeningHasATitleAndNotTooMuch() {
    opens(opening(" "), "title");
    opens(opening(" " + "题".repeat(200) + " "), "done");
    opens(opening("题".repeat(201)), "title");
    opens(opening("箱").with(Map.of("事", "实".repeat(10_000))), "data");
    opens(opening("箱").with(Map.of("事", "实".repeat(9_999))), "done");
    assertThat(opened(opening(" 箱 ")).loop().title()).isEqualTo("箱");
  }

  @Test
  void aWholeMayBeOfTheKindOfTheOpeningOrUntilAMoment() {
    assertThat(opened(opening("箱")).loop().due()).isEqualTo(START.plus(Duration.ofHours(48)));
    Opening hour = opening("箱").within(Allowance.hours(1));
    assertThat(opened(hour).loop().due()).isEqualTo(START.plus(Duration.ofHours(1)));
    assertThat(opened(hour.until(START.plusSeconds(9))).loop().due())
        .isEqualTo(START.plusSeconds(9));
    assertThat(opened(opening("箱").within(Allowance.UNLIMITED)).loop().due()).isNull();
    Opening first = opening("箱").beginningWithin(Allowance.hours(2));
    assertThat(opened(first).loop().stageDue()).isEqualTo(START.plus(Duration.ofHours(2)));
  }

  private static void needs(UnaryOrder change, String expected) {
    Decided box = opened(opening("箱"));
    MoveOrder whole =
        MoveOrder.of(Ids.next(), box.loop(), Step.SENT, "好")
            .showing(files(1))
            .to(SQUAD, PersonId.next());
    assertThat(fields(moved(box, change.of(whole)))).isEqualTo(expected);
  }

  private interface UnaryOrder {
    MoveOrder of(MoveOrder order);
  }

  private static MoveOrder saying(MoveOrder order, String note) {
    return MoveOrder.of(order.entry(), order.loop(), order.version(), order.move(), note)
        .showing(order.evidence())
        .to(order.handler(), order.assignee());
  }

  @Test
  void whatIsMissingIsNamedOneByOne() {
    needs(order -> order, "done");
    needs(order -> saying(order, " "), "note");
    needs(order -> order.showing(List.of()), "photo");
    needs(order -> order.to(null, order.assignee()), "handler");
    needs(order -> order.to(order.handler(), null), "assignee");
    needs(
        order -> saying(order, "").showing(List.of()).to(null, null),
        "assignee handler note photo");
  }

  @Test
  void whatIsTooMuchIsNamedOneByOne() {
    needs(order -> saying(order, "字".repeat(4000)), "done");
    needs(order -> saying(order, "字".repeat(4001)), "note");
    needs(order -> order.showing(files(50)), "done");
    needs(order -> order.showing(files(51)), "evidence");
    // Names count as values do, and lists as what is in them.
    needs(order -> order.with(Map.of("n".repeat(5_000), "v".repeat(5_000))), "done");
    needs(order -> order.with(Map.of("n".repeat(5_001), "v".repeat(5_000))), "data");
    needs(order -> order.with(Map.of("a", Map.of("b", List.of("v".repeat(9_998))))), "done");
    needs(order -> order.with(Map.of("a", Map.of("b", List.of("v".repeat(9_999))))), "data");
  }

  @Test
  void aConditionIsAskedOfTheLoopAsItStands() {
    Decided box = opened(opening("箱"));
    assertThat(fields(moved(box, order(box, Step.DELIVERED)))).isEqualTo("done");
    Decided closed = opened(opening("关"));
    assertThat(fields(moved(closed, order(closed, Step.DELIVERED)))).isEqualTo("closed");
  }

  @Test
  void whoeverMustGoOnWithAnEntryMayRefuseIt() {
    Decided box = opened(opening("箱"));
    EntryLimit never = entry -> entry.move().equals("DELIVERED") ? FULL : null;
    EntryLimit fine = entry -> null;
    assertThat(
            fields(rules(fine, never).move(box.held(), order(box, Step.DELIVERED), SYSTEM, START)))
        .isEqualTo("full");
    assertThat(fields(rules(fine).move(box.held(), order(box, Step.DELIVERED), SYSTEM, START)))
        .isEqualTo("done");
    assertThat(fields(rules(entry -> FULL).open(opening("箱"), SYSTEM, START))).isEqualTo("full");
  }

  @Test
  void whoHasItNowStandsInTheEntryAndANewUnitTakesItFromThePerson() {
    PersonId person = PersonId.next();
    Decided box = opened(opening("箱"));
    assertThat(box.entry().data()).isEmpty();
    MoveOrder stays = order(box, Step.RESTED);
    Decided given = moved(box, stays.to(SQUAD, person)).orThrow();
    assertThat(hands(given)).containsExactly(SQUAD, person);
    assertThat(given.entry().data().keySet()).isEqualTo(Set.of("handler", "assignee"));
    Decided same = moved(given, order(given, Step.RESTED)).orThrow();
    assertThat(hands(same)).containsExactly(SQUAD, person);
    Decided other = moved(given, order(given, Step.RESTED).to(OTHER_SQUAD, null)).orThrow();
    assertThat(hands(other)).containsExactly(OTHER_SQUAD, null);
    assertThat(other.entry().data().keySet()).isEqualTo(Set.of("handler"));
    Decided another = moved(given, order(given, Step.RESTED).to(null, PersonId.next())).orThrow();
    assertThat(another.loop().handler()).isEqualTo(SQUAD);
    assertThat(another.loop().assignee()).isNotEqualTo(person).isNotNull();
    assertThat(another.entry().data().keySet()).isEqualTo(Set.of("assignee"));
  }

  private static List<@Nullable Object> hands(Decided decided) {
    List<@Nullable Object> hands = new ArrayList<>();
    hands.add(decided.loop().handler());
    hands.add(decided.loop().assignee());
    return hands;
  }

  @Test
  void whomItWaitsForIsAsTheOrderSaysAndTheLastAnswerGivesTheStageItsTimeAgain() {
    PersonId one = PersonId.next();
    PersonId two = PersonId.next();
    Decided box = opened(opening("箱"));
    Decided raised = new Decided(raised(box), box.entry());
    Decided asking =
        moved(raised, order(raised, Step.RESTED).awaiting(List.of(one, two))).orThrow();
    assertThat(asking.loop().awaits()).containsExactly(one, two);
    Decided noted = moved(asking, order(asking, Step.RESTED)).orThrow();
    assertThat(noted.loop().awaits()).containsExactly(one, two);
    Decided half = moved(noted, order(noted, Step.RESTED).awaiting(List.of(two))).orThrow();
    Decided nobody = moved(raised, order(raised, Step.RESTED).awaiting(List.of())).orThrow();
    for (Decided still : List.of(asking, noted, half, nobody)) {
      assertThat(still.loop().stageSince()).isEqualTo(START);
      assertThat(still.loop().stageDue()).isEqualTo(START.plus(Duration.ofHours(4)));
      assertThat(still.held().escalatedAt()).isEqualTo(START.plusSeconds(5));
    }
    Decided last = moved(half, order(half, Step.RESTED).awaiting(List.of())).orThrow();
    assertThat(last.loop().awaits()).isEmpty();
    assertThat(last.loop().stage()).isEqualTo("ARRIVED");
    assertThat(last.loop().stageSince()).isEqualTo(START.plusSeconds(60));
    assertThat(last.loop().stageDue()).isEqualTo(START.plusSeconds(60).plus(Duration.ofHours(4)));
    assertThat(last.held().escalatedAt()).as("raised anew when it is late anew").isNull();
  }

  private static Held raised(Decided box) {
    Held held = box.held();
    return new Held(
        held.loop(), held.deadlines(), START.plusSeconds(5), held.touchedAt(), held.parties());
  }

  @Test
  void whoLeadsIsSaidWithTheUnitThatHasItAndStaysUntilAnotherHasIt() {
    Decided box = opened(opening("箱"));
    MoveOrder handed = order(box, Step.RESTED).to(SQUAD, null).ledBy(OTHER_SQUAD);
    Decided led = moved(box, handed).orThrow();
    assertThat(led.loop().lead()).isEqualTo(OTHER_SQUAD);
    Decided noted = moved(led, order(led, Step.RESTED)).orThrow();
    assertThat(noted.loop().lead()).isEqualTo(OTHER_SQUAD);
    Decided other = moved(noted, order(noted, Step.RESTED).to(OTHER_SQUAD, null)).orThrow();
    assertThat(other.loop().lead()).isNull();
  }

  @Test
  void anEntryMayBeToldOneMoreFact() {
    Decided box = opened(opening("箱").with(Map.of("a", "1")));
    Decided told = box.saying("b", "2");
    assertThat(told.entry().data()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(told.held()).isEqualTo(box.held());
    assertThat(rules().zone()).isEqualTo(LoopFixture.ZONE);
  }
}
