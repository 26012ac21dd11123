package cn.nongchao.notify;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Remembered;
import cn.nongchao.platform.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to go out, written with what it tells. A node takes a few for some minutes and sends them
 * outside any transaction: nothing waits for a server of somebody else's.
 */
@Component
class Outbox {

  /** Longer than anything is tried at once. */
  static final Duration HELD = Duration.ofMinutes(5);

  /**
   * Something to be sent.
   *
   * @param notice null where the way itself is tried
   */
  record Sending(UUID id, UUID way, @Nullable UUID notice, Instant madeAt, int attempts) {}

  private final JdbcClient jdbc;
  private final WayStore ways;
  private final Vocabulary words;
  private final Clock clock;
  private final Settings settings;
  private final Remembered<String, Set<UUID>> robots;

  Outbox(JdbcClient jdbc, WayStore ways, Vocabulary words, Clock clock, Settings settings) {
    this.jdbc = jdbc;
    this.ways = ways;
    this.words = words;
    this.clock = clock;
    this.settings = settings;
    this.robots = new Remembered<>(clock, Duration.ofSeconds(5), 1, all -> ways.unitsWithRobots());
  }

  /** Whether a unit's notice is heard by any robot. */
  boolean hears(Notice notice) {
    return notice.unit() != null && robots.get("").contains(notice.unit().value());
  }

  /** Which units have robots is asked anew. */
  void forget() {
    robots.forget();
  }

  /** By every way of their readers that is not silent about it. */
  void put(List<Notice> notices, Map<PersonId, Preferences> wishes) {
    if (notices.isEmpty()) return;
    Map<UUID, List<Notice>> byReader =
        notices.stream().collect(Collectors.groupingBy(Outbox::reader));
    Instant now = clock.instant();
    List<Row> rows = new ArrayList<>();
    for (WayStore.Whose way : ways.open(byReader.keySet())) {
      UUID reader =
          way.person() == null ? Objects.requireNonNull(way.unit()).value() : way.person().value();
      Preferences wish =
          way.person() == null
              ? new Preferences(way.lang(), null, null, null, silenced(way))
              : wishes.getOrDefault(way.person(), Preferences.USUAL);
      for (Notice notice : byReader.getOrDefault(reader, List.of())) {
        if (wish.isSilent(notice.word(), way.kind().name())) continue;
        boolean urgent = words.find(notice.word()).map(Word::urgent).orElse(false);
        Instant due = wish.due(now, urgent, settings.zone());
        rows.add(new Row(way.id(), way.kind(), notice.id(), due));
      }
    }
    insert(rows, now);
  }

  private static Set<String> silenced(WayStore.Whose way) {
    return way.silenced().stream()
        .map(word -> word + "/" + way.kind().name())
        .collect(Collectors.toSet());
  }

  private static UUID reader(Notice notice) {
    return notice.person() == null
        ? Objects.requireNonNull(notice.unit()).value()
        : notice.person().value();
  }

  private record Row(UUID way, WayKind kind, @Nullable UUID notice, Instant due) {}

  /** The way itself is tried: by its code, or a word that says it works. */
  void tryOut(Way way) {
    Instant now = clock.instant();
    insert(List.of(new Row(way.id(), way.kind(), null, now)), now);
  }

  private void insert(List<Row> rows, Instant now) {
    if (rows.isEmpty()) return;
    jdbc.sql(
            "insert into notify.sendings (id, way, kind, notice, due_at, made_at)"
                + " select u.*, ? from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[],"
                + " ?::timestamptz[]) u on conflict do nothing")
        .params(
            Timestamp.from(now),
            rows.stream().map(row -> Ids.next()).toArray(UUID[]::new),
            rows.stream().map(row -> row.way()).toArray(UUID[]::new),
            rows.stream().map(row -> row.kind().name()).toArray(String[]::new),
            rows.stream().map(Row::notice).toArray(UUID[]::new),
            rows.stream().map(row -> Timestamp.from(row.due())).toArray(Timestamp[]::new))
        .update();
  }

  /** Takes what is due by a kind of way, all of a way together, for whoever sends it now. */
  @Transactional
  List<Sending> take(WayKind kind, int most) {
    // A group's robot says at most twenty a minute.
    return take(kind.name(), most, Duration.ofSeconds(kind.isRobot() ? 4 : 0));
  }

  @Transactional
  List<Sending> take(String kind, int most, Duration rest) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            with ready as (select s.id, s.way from notify.sendings s
              join notify.ways w on w.id = s.way
              where s.kind = :kind and s.sent_at is null and s.given_up_at is null
                and s.due_at <= :now and (s.held_until is null or s.held_until <= :now)
                and (w.sent_at is null or w.sent_at <= :rested)
              order by s.due_at, s.id limit :most for update of s skip locked)
            update notify.sendings t set held_until = :until, attempts = attempts + 1
            from ready where t.id = ready.id
            returning t.id, t.way, t.notice, t.made_at, t.attempts
            """)
        .param("kind", kind)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(HELD)))
        .param("rested", Timestamp.from(now.minus(rest)))
        .param("most", most)
        .query(Outbox::sending)
        .list();
  }

  /** They reached whoever they were for. */
  @Transactional
  void sent(UUID way, Collection<UUID> ids) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "update notify.sendings set sent_at = ?, held_until = null, why = '' where id = any(?)")
        .params(now, ids.toArray(UUID[]::new))
        .update();
    jdbc.sql("update notify.ways set sent_at = ? where id = ?").params(now, way).update();
  }

  /** Tried again then. */
  void wait(Collection<UUID> ids, String why, Instant next) {
    jdbc.sql("update notify.sendings set due_at = ?, held_until = null, why = ? where id = any(?)")
        .params(Timestamp.from(next), why, ids.toArray(UUID[]::new))
        .update();
  }

  /**
   * @param place of whoever it was for: its administrators are shown it; empty for nobody's
   */
  void giveUp(Collection<UUID> ids, String why, String place) {
    jdbc.sql(
            "update notify.sendings set given_up_at = ?, held_until = null, why = ?, place = ?"
                + " where id = any(?)")
        .params(Timestamp.from(clock.instant()), why, place, ids.toArray(UUID[]::new))
        .update();
  }

  /** Tried again from the beginning; false where it was not given up. */
  boolean again(UUID id) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc.sql(
                "update notify.sendings set given_up_at = null, attempts = 0, why = '',"
                    + " made_at = ?, due_at = ? where id = ? and given_up_at is not null")
            .params(now, now, id)
            .update()
        == 1;
  }

  /** Those that nobody has read in the product meanwhile. */
  List<Notice> notices(Collection<UUID> ids) {
    return jdbc.sql(
            "select "
                + NoticeStore.COLUMNS
                + " from notify.notices n where n.id = any(?)"
                + " and n.read_at is null order by n.at, n.id")
        .param(ids.toArray(UUID[]::new))
        .query(NoticeStore::notice)
        .list();
  }

  private static Sending sending(ResultSet row, int index) throws SQLException {
    return new Sending(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("way", UUID.class)),
        row.getObject("notice", UUID.class),
        row.getTimestamp("made_at").toInstant(),
        row.getInt("attempts"));
  }
}
