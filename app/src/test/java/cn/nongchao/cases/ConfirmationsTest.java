package cn.nongchao.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.cases.Confirmations.Standing;
import cn.nongchao.cases.Confirmations.Word;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Move;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How those named stand to an act, as its entries tell; ConfirmingApiTest has them say it. */
class ConfirmationsTest {

  private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");
  private static final LoopId LOOP = LoopId.next();
  private static final PersonId WRITER = PersonId.next();
  private static final PersonId SECOND = PersonId.next();
  private static final PersonId THIRD = PersonId.next();

  private static Entry entry(int at, Move move, @Nullable PersonId by, Map<String, ?> data) {
    return new Entry(
        Ids.next(),
        LOOP,
        "event",
        at,
        move.name(),
        "HANDLING",
        "HANDLING",
        START.plusSeconds(at),
        by,
        "",
        "",
        data,
        List.of(),
        false,
        null);
  }

  private static Entry handled(int at, List<PersonId> officers, PersonId... asked) {
    Map<String, ?> data =
        Map.of(
            Handling.OFFICERS,
            Handling.joined(officers),
            Confirmations.ASKED,
            Handling.joined(List.of(asked)));
    return entry(at, EventMove.HANDLED, WRITER, data);
  }

  private static Entry said(int at, Move move, PersonId officer) {
    return entry(at, move, officer, Map.of(Confirmations.OFFICER, officer.toString()));
  }

  private static Word word(PersonId officer, Standing standing, @Nullable Integer at) {
    return new Word(officer, standing, at == null ? null : START.plusSeconds(at));
  }

  @Test
  void whoIsAskedWaitsUntilTheyConfirm() {
    Entry act = handled(5, List.of(WRITER, SECOND, THIRD, SECOND), SECOND, THIRD);
    Entry note = said(6, Move.Common.NOTED, THIRD);
    assertThat(Confirmations.words(List.of(act, note)))
        .containsExactly(
            word(WRITER, Standing.RECORDED, 5),
            word(SECOND, Standing.WAITING, null),
            word(THIRD, Standing.WAITING, null));
    Entry yes = said(7, EventMove.OFFICER_CONFIRMED, THIRD);
    assertThat(Confirmations.words(List.of(act, note, yes)))
        .containsExactly(
            word(WRITER, Standing.RECORDED, 5),
            word(SECOND, Standing.WAITING, null),
            word(THIRD, Standing.CONFIRMED, 7));
  }

  @Test
  void whatWasTakenBackNamesNobodyAndANewActBeginsAnew() {
    Entry act = handled(5, List.of(WRITER, SECOND), SECOND);
    Entry yes = said(6, EventMove.OFFICER_CONFIRMED, SECOND);
    for (Move back : List.of(EventMove.OFFICER_OBJECTED, EventMove.OFFICERS_WITHDRAWN)) {
      Entry taken = said(7, back, SECOND);
      assertThat(Confirmations.words(List.of(act, yes, taken))).isEmpty();
      Entry again = handled(8, List.of(WRITER, SECOND), SECOND);
      assertThat(Confirmations.words(List.of(act, yes, taken, again)))
          .containsExactly(
              word(WRITER, Standing.RECORDED, 8), word(SECOND, Standing.WAITING, null));
      assertThat(Confirmations.handled(List.of(act, yes, taken, again))).isEqualTo(again);
    }
    assertThat(Confirmations.words(List.of(yes))).isEmpty();
    assertThat(Confirmations.handled(List.of(yes))).isNull();
  }

  /** Acts of before, when nobody was asked: what was true then is what is told of them. */
  @Test
  void whereNobodyWasAskedTheOthersWereOnlyNamed() {
    assertThat(Confirmations.words(List.of(handled(5, List.of(SECOND, WRITER)))))
        .containsExactly(word(SECOND, Standing.NAMED, null), word(WRITER, Standing.RECORDED, 5));
  }
}
