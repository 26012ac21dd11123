package cn.nongchao.people.register;

import static java.util.stream.Collectors.joining;

import cn.nongchao.people.Ledger;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.TransferPeriods.Began;
import cn.nongchao.people.register.TransferPeriods.Ended;
import cn.nongchao.platform.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of moved persons, and of what ends with a move. */
@Component
class TransferStore {

  /** One ordered and not done yet. */
  record Ordered(
      UUID id,
      PersonId person,
      OrganisationId organisation,
      List<HandOver> handOvers,
      @Nullable PersonId by,
      LocalDate day,
      List<Began> began,
      List<Ended> ended) {}

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;
  private final Settings settings;

  TransferStore(JdbcClient jdbc, Ledger ledger, Clock clock, Settings settings) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
    this.settings = settings;
  }

  LocalDate today() {
    return clock.instant().atZone(settings.zone()).toLocalDate();
  }

  /** Whether somebody is of another unit now, and what they were to leave it with. */
  record Leaving(boolean unit, boolean roles) {}

  /** How somebody would leave the unit they are of for this one. */
  Leaving leaving(PersonId person, @Nullable OrganisationId next) {
    return jdbc.sql(
            "select p.organisation is not null and p.organisation is distinct from :next as unit,"
                + " exists (select 1 from people.grants g where g.person = p.id"
                + " and g.organisation = p.organisation"
                + " and (g.valid_to is null or g.valid_to > :now)) as roles"
                + " from people.persons p where p.id = :person")
        .param("person", person.value())
        .param("next", next == null ? null : next.value())
        .param("now", Timestamp.from(clock.instant()))
        .query((row, n) -> new Leaving(row.getBoolean("unit"), row.getBoolean("roles")))
        .optional()
        .orElse(new Leaving(false, false));
  }

  /** Two who move one person at once wait here for one another. */
  void oneAtATime(PersonId person) {
    jdbc.sql("select 1 from people.persons where id = ? for update")
        .param(person.value())
        .query(Integer.class)
        .single();
  }

  /** False where one of this id is there already. */
  boolean insert(PersonId person, Transfer transfer, LocalDate day, @Nullable PersonId by) {
    int added =
        jdbc.sql(
                "insert into people.transfers (id, person, organisation, from_day, hand_overs,"
                    + " ordered_by, at) values (?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                Arrays.asList(
                    transfer.id(),
                    person.value(),
                    transfer.organisation().value(),
                    day,
                    transfer.handOvers().stream().map(HandOver::toString).collect(joining(" ")),
                    by == null ? null : by.value(),
                    Timestamp.from(clock.instant())))
            .update();
    if (added == 1) ledger.wrote(PeopleTables.TRANSFERS, transfer.id());
    return added == 1;
  }

  /** Those whose day has come, of which no other node has begun. */
  List<UUID> due() {
    return jdbc.sql(
            "select id from people.transfers where done_at is null and cancelled_at is null"
                + " and from_day <= ? order by from_day, at, id limit 200")
        .param(today())
        .query(UUID.class)
        .list();
  }

  /** One that is not done, kept from other nodes until this transaction ends. */
  Optional<Ordered> hold(UUID id) {
    return jdbc.sql(
            "select * from people.transfers where id = ? and done_at is null"
                + " and cancelled_at is null for update skip locked")
        .param(id)
        .query(TransferStore::ordered)
        .optional();
  }

  /** What was ordered for this day or later gives way to what is ordered now. */
  void supersede(PersonId person, UUID by, LocalDate day) {
    jdbc.sql(
            "select id from people.transfers where person = ? and done_at is null"
                + " and cancelled_at is null and id <> ? and from_day >= ?")
        .params(person.value(), by, day)
        .query(UUID.class)
        .list()
        .forEach(this::done);
  }

  void done(UUID id) {
    ledger.change(
        PeopleTables.TRANSFERS,
        id,
        () ->
            jdbc.sql("update people.transfers set done_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update());
  }

  void belongs(PersonId person, OrganisationId unit) {
    ledger.change(
        PeopleTables.PERSONS,
        person,
        () ->
            jdbc.sql(
                    "update people.persons set organisation = ?, version = version + 1"
                        + " where id = ?")
                .params(unit.value(), person.value())
                .update());
  }

  /** When a day begins, or now for today. */
  Instant moment(LocalDate day) {
    return day.equals(today())
        ? clock.instant().truncatedTo(ChronoUnit.MICROS)
        : day.atStartOfDay(settings.zone()).toInstant();
  }

  /** What begins and ends with a move, for the case that it is called off. */
  void remember(UUID id, List<Began> began, List<Ended> ended) {
    change(
        id, "began = ?, ended = ?", TransferPeriods.joined(began), TransferPeriods.joined(ended));
  }

  void cancelled(UUID id) {
    change(id, "cancelled_at = ?", Timestamp.from(clock.instant()));
  }

  void putOn(UUID id, LocalDate day) {
    change(id, "from_day = ?", day);
  }

  private void change(UUID id, String what, Object... values) {
    List<Object> params = new ArrayList<>(List.of(values));
    params.add(id);
    ledger.change(
        PeopleTables.TRANSFERS,
        id,
        () ->
            jdbc.sql("update people.transfers set " + what + " where id = ?")
                .params(params)
                .update());
  }

  private static Ordered ordered(ResultSet row, int index) throws SQLException {
    String[] wishes = row.getString("hand_overs").split(" ");
    return new Ordered(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        new PersonId(Objects.requireNonNull(row.getObject("person", UUID.class))),
        new OrganisationId(Objects.requireNonNull(row.getObject("organisation", UUID.class))),
        Arrays.stream(wishes).map(HandOver::read).filter(Objects::nonNull).toList(),
        PersonId.of(row.getObject("ordered_by", UUID.class)),
        Objects.requireNonNull(row.getObject("from_day", LocalDate.class)),
        Began.read(row.getString("began")),
        Ended.read(row.getString("ended")));
  }
}
