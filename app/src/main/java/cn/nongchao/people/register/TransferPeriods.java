package cn.nongchao.people.register;

import cn.nongchao.people.Ledger;
import cn.nongchao.people.LedgerTable;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Posts and grants that end and begin with a move, and that go back where it is called off. */
@Component
class TransferPeriods {

  private static final String GRANTS = "grants";
  private static final String POSTS = "posts";

  /**
   * A post or grant that ended with a move.
   *
   * @param before until when it would have held; null for without end
   */
  record Ended(String table, UUID id, @Nullable Instant before) {

    static List<Ended> read(String text) {
      return Arrays.stream(text.split(" ")).filter(one -> !one.isEmpty()).map(Ended::one).toList();
    }

    private static Ended one(String text) {
      String[] parts = text.split("[:@]", 3);
      Instant before = parts[2].equals("-") ? null : Instant.parse(parts[2]);
      return new Ended(parts[0], UUID.fromString(parts[1]), before);
    }

    @Override
    public String toString() {
      return table + ":" + id + "@" + (before == null ? "-" : before);
    }
  }

  /** One that began with it. */
  record Began(String table, UUID id) {

    static Began grant(UUID id) {
      return new Began(GRANTS, id);
    }

    static Began post(UUID id) {
      return new Began(POSTS, id);
    }

    static List<Began> read(String text) {
      return Arrays.stream(text.split(" "))
          .filter(one -> !one.isEmpty())
          .map(one -> new Began(one.split(":")[0], UUID.fromString(one.split(":")[1])))
          .toList();
    }

    @Override
    public String toString() {
      return table + ":" + id;
    }
  }

  static String joined(List<?> all) {
    return all.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Roles roles;
  private final Grants grants;
  private final Papers papers;

  TransferPeriods(JdbcClient jdbc, Ledger ledger, Roles roles, Grants grants, Papers papers) {
    this.grants = grants;
    this.papers = papers;
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.roles = roles;
  }

  /**
   * Ends posts and the grants of work that would last beyond a moment.
   *
   * @return those that were held until then; what would only begin later is gone for good
   */
  List<Ended> end(PersonId person, Instant end) {
    // Whoever reports as a citizen goes on doing so.
    Object others = roles.names(role -> !role.works()).toArray(String[]::new);
    List<Ended> ended = new ArrayList<>(end(POSTS, "", List.of(), person, end));
    ended.addAll(end(GRANTS, " and role <> all(?)", List.of(others), person, end));
    return ended;
  }

  private record Held(UUID id, Instant from, @Nullable Instant to) {}

  private List<Ended> end(
      String table, String which, List<?> values, PersonId person, Instant end) {
    List<Object> params = new ArrayList<>(List.of(person.value(), Timestamp.from(end)));
    params.addAll(values);
    List<Held> held =
        jdbc.sql(
                "select id, valid_from, valid_to from people."
                    + table
                    + " where person = ? and (valid_to is null or valid_to > ?)"
                    + which
                    + " order by id")
            .params(params)
            .query((row, n) ->
                new Held(
                    row.getObject(1, UUID.class),
                    row.getTimestamp(2).toInstant(),
                    row.getTimestamp(3) == null ? null : row.getTimestamp(3).toInstant()))
            .list();
    held.forEach(one -> until(table, one.id(), end));
    return held.stream()
        .filter(one -> one.from().isBefore(end))
        .map(one -> new Ended(table, one.id(), one.to()))
        .toList();
  }

  /** Another's grant begins, and this one ends then. */
  Outcome<UUID> handOn(UUID grant, PersonId to, NewGrant fresh, Scope scope) {
    return grants
        .give(to, fresh, scope)
        .map(given -> {
          Instant begin =
              jdbc.sql("select valid_from from people.grants where id = ?")
                  .param(given)
                  .query(Timestamp.class)
                  .single()
                  .toInstant();
          until(GRANTS, grant, begin);
          return given;
        });
  }

  /** What begins with a move, or why something of it cannot. */
  Outcome<List<Began>> begin(PersonId person, Transfer transfer, Scope scope) {
    List<Began> began = new ArrayList<>();
    Outcome<UUID> begun = papers.add(person, transfer.post(Ids.next()), scope);
    begun.map(post -> began.add(Began.post(post)));
    for (NewGrant grant : transfer.grants()) {
      begun = begun.then(done -> grants.give(person, grant, scope));
      begun.map(given -> began.add(Began.grant(given)));
    }
    return begun.map(done -> List.copyOf(began));
  }

  private void until(String table, UUID id, @Nullable Instant end) {
    write(table, id, "valid_to = greatest(valid_from, ?)", end);
  }

  private void write(String table, UUID id, String what, @Nullable Instant at) {
    ledger.change(
        kept(table),
        id,
        () ->
            jdbc.sql("update people." + table + " set " + what + " where id = ?")
                .params(Arrays.asList(at == null ? null : Timestamp.from(at), id))
                .update());
  }

  /** They last as they would have; one that was changed meanwhile stays as it is. */
  void goOn(List<Ended> ended, Instant was) {
    for (Ended one : ended) {
      if (lastsUntil(one, was)) write(one.table(), one.id(), "valid_to = ?", one.before());
    }
  }

  /** They end on another day, unless they would have ended before. */
  void endOn(List<Ended> ended, Instant was, Instant end) {
    for (Ended one : ended) {
      Instant before = one.before();
      Instant until = before != null && before.isBefore(end) ? before : end;
      if (lastsUntil(one, was)) until(one.table(), one.id(), until);
    }
  }

  private boolean lastsUntil(Ended one, Instant was) {
    return jdbc.sql(
            "select exists (select 1 from people."
                + one.table()
                + " where id = ? and valid_to = ?)")
        .params(one.id(), Timestamp.from(was))
        .query(Boolean.class)
        .single();
  }

  /** What would have begun never does. */
  void neverBegin(List<Began> began) {
    for (Began one : began) {
      ledger.change(
          kept(one.table()),
          one.id(),
          () ->
              jdbc.sql("update people." + one.table() + " set valid_to = valid_from where id = ?")
                  .param(one.id())
                  .update());
    }
  }

  void beginOn(List<Began> began, Instant start) {
    // One ended by hand before its day stays ended.
    String moved = "valid_from = ? where (valid_to is null or valid_to > valid_from) and id = ?";
    for (Began one : began) {
      ledger.change(
          kept(one.table()),
          one.id(),
          () ->
              jdbc.sql("update people." + one.table() + " set " + moved)
                  .params(Timestamp.from(start), one.id())
                  .update());
    }
  }

  private static LedgerTable kept(String table) {
    return table.equals(POSTS) ? PeopleTables.POSTS : PeopleTables.GRANTS;
  }
}
