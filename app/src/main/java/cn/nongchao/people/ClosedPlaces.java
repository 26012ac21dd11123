package cn.nongchao.people;

import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Villages and grids that are no more: merged into another, or given up. What is reported there
 * goes to whichever took their place; what was open stays where it is until it is done.
 */
@Component
public class ClosedPlaces {

  /** As deep as one place may have taken another's again and again. */
  private static final int MOST = 20;

  /**
   * One of them.
   *
   * @param successor null where it is the place above
   */
  public record Closed(DivisionCode code, @Nullable DivisionCode successor, LocalDate since) {}

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;
  private final Remembered<Boolean, Map<DivisionCode, Closed>> remembered;

  ClosedPlaces(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
    this.remembered = new Remembered<>(clock, Duration.ofMinutes(1), 1, all -> read());
  }

  public Optional<Closed> find(DivisionCode place) {
    return Optional.ofNullable(remembered.get(true).get(place));
  }

  /** Where what is meant for a place goes today: itself, or what took its place. */
  public DivisionCode today(DivisionCode place) {
    Map<DivisionCode, Closed> all = remembered.get(true);
    if (all.isEmpty()) return place;
    DivisionCode at = place;
    for (int i = 0; i < MOST; i++) {
      Closed own = all.get(at);
      Closed closed = own == null ? all.get(village(at)) : own;
      if (closed == null) return at;
      at = next(closed);
    }
    return at;
  }

  private static DivisionCode village(DivisionCode place) {
    int digits = Math.min(place.value().length(), Level.VILLAGE.digits());
    return new DivisionCode(place.value().substring(0, digits));
  }

  private static DivisionCode next(Closed closed) {
    return closed.successor() == null ? closed.code().parent() : closed.successor();
  }

  /** From today on; closed already, its successor is this one from now on. */
  @Transactional
  public void close(DivisionCode place, @Nullable DivisionCode successor) {
    ledger.change(
        PeopleTables.CLOSED_PLACES,
        place,
        () ->
            jdbc.sql(
                    "insert into people.closed_places (code, successor, since) values (?, ?, ?)"
                        + " on conflict (code) do update set successor = excluded.successor")
                .params(
                    Arrays.asList(
                        place.value(),
                        successor == null ? null : successor.value(),
                        LocalDate.now(clock)))
                .update());
    remembered.forget();
  }

  @Transactional
  public boolean reopen(DivisionCode place) {
    int gone =
        jdbc.sql("delete from people.closed_places where code = ?").param(place.value()).update();
    if (gone == 1) ledger.wrote(PeopleTables.CLOSED_PLACES, place);
    remembered.forget();
    return gone == 1;
  }

  private Map<DivisionCode, Closed> read() {
    return jdbc
        .sql("select code, successor, since from people.closed_places")
        .query((row, n) ->
            new Closed(
                new DivisionCode(row.getString(1)),
                DivisionCode.read(row.getString(2)),
                row.getObject(3, LocalDate.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Closed::code, Function.identity()));
  }
}
