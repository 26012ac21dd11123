package cn.nongchao.notify;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices, and how far the entries were read for them. */
@Component
class NoticeStore {

  private static final String ENTRIES = "entries";

  static final String COLUMNS =
      "n.id, n.person, n.unit, n.word, n.cause, n.loop, n.number, n.kind, n.stage, n.due, n.path,"
          + " n.at";

  private final JdbcClient jdbc;

  NoticeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Position> position() {
    return jdbc.sql("select txid::text, seq from notify.positions where name = ?")
        .param(ENTRIES)
        .query((row, n) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
        .optional();
  }

  /** What happened before anybody could be told is told to nobody. */
  void begin(Position at) {
    jdbc.sql(
            "insert into notify.positions (name, txid, seq) values (?, ?::text::xid8, ?)"
                + " on conflict do nothing")
        .params(ENTRIES, Long.toString(at.txid()), at.seq())
        .update();
  }

  /** False where another node has read on meanwhile. */
  boolean advance(Position from, Position to) {
    return jdbc.sql(
                "update notify.positions set txid = ?::text::xid8, seq = ?"
                    + " where name = ? and txid = ?::text::xid8 and seq = ?")
            .params(
                Long.toString(to.txid()), to.seq(), ENTRIES, Long.toString(from.txid()), from.seq())
            .update()
        == 1;
  }

  /**
   * Writes those that tell their reader something new; gives their ids.
   *
   * @param hidden ids of those whose readers do not want them in the product
   */
  Set<UUID> write(List<Notice> notices, Set<UUID> hidden) {
    if (notices.isEmpty()) return Set.of();
    return jdbc.sql(
            "insert into notify.notices (id, person, unit, word, cause, loop, number, kind, stage,"
                + " due, path, at, shown) select u.* from unnest(?::uuid[], ?::uuid[], ?::uuid[],"
                + " ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],"
                + " ?::timestamptz[], ?::text[], ?::timestamptz[], ?::boolean[]) u"
                + " on conflict do nothing returning id")
        .params(
            all(notices, UUID[]::new, Notice::id),
            all(notices, UUID[]::new, n -> n.person() == null ? null : n.person().value()),
            all(notices, UUID[]::new, n -> n.unit() == null ? null : n.unit().value()),
            all(notices, String[]::new, Notice::word),
            all(notices, UUID[]::new, Notice::cause),
            all(notices, UUID[]::new, n -> n.loop() == null ? null : n.loop().value()),
            all(notices, String[]::new, Notice::number),
            all(notices, String[]::new, Notice::kind),
            all(notices, String[]::new, Notice::stage),
            all(notices, Timestamp[]::new, n -> n.due() == null ? null : Timestamp.from(n.due())),
            all(notices, String[]::new, Notice::path),
            all(notices, Timestamp[]::new, n -> Timestamp.from(n.at())),
            all(notices, Boolean[]::new, n -> n.unit() == null && !hidden.contains(n.id())))
        .query(UUID.class)
        .set();
  }

  private static <T> @Nullable T[] all(
      List<Notice> notices, IntFunction<@Nullable T[]> array, Function<Notice, @Nullable T> part) {
    return notices.stream().map(part).toArray(array);
  }

  int unread(PersonId person, int most) {
    return jdbc.sql(
            "select count(*) from (select 1 from notify.notices where person = ? and shown"
                + " and read_at is null limit ?) few")
        .params(person.value(), most)
        .query(Integer.class)
        .single();
  }

  Optional<Notice> find(UUID id, PersonId person) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from notify.notices n where n.id = ? and n.person = ?"
                + " and n.shown")
        .params(id, person.value())
        .query(NoticeStore::notice)
        .optional();
  }

  void read(UUID id, Instant at) {
    jdbc.sql("update notify.notices set read_at = ? where id = ? and read_at is null")
        .params(Timestamp.from(at), id)
        .update();
  }

  int readAll(PersonId person, Instant at) {
    return jdbc.sql(
            "update notify.notices set read_at = ? where person = ? and shown and read_at is null")
        .params(Timestamp.from(at), person.value())
        .update();
  }

  /** Number of the last one there is. */
  long last() {
    return jdbc.sql("select coalesce(max(seq), 0) from notify.notices").query(Long.class).single();
  }

  /** Who of these was told something after that number. */
  Set<PersonId> toldSince(long seq, Collection<PersonId> people) {
    return jdbc.sql(
            "select distinct person from notify.notices where seq > ? and shown"
                + " and person = any(?)")
        .params(seq, people.stream().map(PersonId::value).toArray(UUID[]::new))
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .set();
  }

  void forget(LoopId loop) {
    jdbc.sql("delete from notify.notices where loop = ?").param(loop.value()).update();
  }

  int forgetBefore(Instant at) {
    return jdbc.sql("delete from notify.notices where at < ?").param(Timestamp.from(at)).update();
  }

  static Notice notice(ResultSet row, int index) throws SQLException {
    UUID loop = row.getObject("loop", UUID.class);
    Timestamp due = row.getTimestamp("due");
    return new Notice(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        PersonId.of(row.getObject("person", UUID.class)),
        OrganisationId.of(row.getObject("unit", UUID.class)),
        row.getString("word"),
        Objects.requireNonNull(row.getObject("cause", UUID.class)),
        loop == null ? null : new LoopId(loop),
        row.getString("number"),
        row.getString("kind"),
        row.getString("stage"),
        due == null ? null : due.toInstant(),
        row.getString("path"),
        row.getTimestamp("at").toInstant());
  }
}
