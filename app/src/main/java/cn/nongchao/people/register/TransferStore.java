package cn.nongchao.people.register;

import static java.util.stream.Collectors.joining;

import cn.nongchao.people.Ledger;
import cn.nongchao.people.LedgerTable;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
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
      @Nullable PersonId by) {}

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Roles roles;
  private final Clock clock;
  private final Settings settings;

  TransferStore(JdbcClient jdbc, Ledger ledger, Roles roles, Clock clock, Settings settings) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.roles = roles;
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
            "select id from people.transfers where done_at is null and from_day <= ?"
                + " order by from_day, at, id limit 200")
        .param(today())
        .query(UUID.class)
        .list();
  }

  /** One that is not done, kept from other nodes until this transaction ends. */
  Optional<Ordered> hold(UUID id) {
    return jdbc.sql(
            "select id, person, organisation, hand_overs, ordered_by from people.transfers"
                + " where id = ? and done_at is null for update skip locked")
        .param(id)
        .query(TransferStore::ordered)
        .optional();
  }

  /** What was ordered for this day or later gives way to what is ordered now. */
  void supersede(PersonId person, UUID by, LocalDate day) {
    jdbc.sql(
            "select id from people.transfers where person = ? and done_at is null and id <> ?"
                + " and from_day >= ?")
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

  /** Ends posts and the grants of work that would last beyond the day. */
  void endWhatIsHeld(PersonId person, LocalDate day) {
    Timestamp end =
        day.equals(today())
            ? Timestamp.from(clock.instant())
            : Timestamp.from(day.atStartOfDay(settings.zone()).toInstant());
    end("posts", PeopleTables.POSTS, "", List.of(), person, end);
    // Whoever reports as a citizen goes on doing so.
    Object others = roles.names(role -> !role.works()).toArray(String[]::new);
    end("grants", PeopleTables.GRANTS, " and role <> all(?)", List.of(others), person, end);
  }

  private void end(
      String table,
      LedgerTable kept,
      String which,
      List<? extends Object> values,
      PersonId person,
      Timestamp end) {
    String of = "people." + table;
    List<Object> params = new ArrayList<>(List.of(person.value(), end));
    params.addAll(values);
    List<UUID> held =
        jdbc.sql(
                "select id from "
                    + of
                    + " where person = ? and (valid_to is null or valid_to > ?)"
                    + which
                    + " order by id")
            .params(params)
            .query(UUID.class)
            .list();
    for (UUID id : held) {
      ledger.change(
          kept,
          id,
          () ->
              jdbc.sql("update " + of + " set valid_to = greatest(valid_from, ?) where id = ?")
                  .params(end, id)
                  .update());
    }
  }

  private static Ordered ordered(ResultSet row, int index) throws SQLException {
    String[] wishes = row.getString("hand_overs").split(" ");
    return new Ordered(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        new PersonId(Objects.requireNonNull(row.getObject("person", UUID.class))),
        new OrganisationId(Objects.requireNonNull(row.getObject("organisation", UUID.class))),
        Arrays.stream(wishes).map(HandOver::read).filter(Objects::nonNull).toList(),
        PersonId.of(row.getObject("ordered_by", UUID.class)));
  }
}
