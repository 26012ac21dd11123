package cn.nongchao.notify;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Lang;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ways, addresses and secrets sealed with the key of personal data. */
@Component
class WayStore {

  private static final String SELECT = "select * from notify.ways w where ";

  private final JdbcClient jdbc;
  private final PersonalData sealing;

  WayStore(JdbcClient jdbc, PersonalData sealing) {
    this.jdbc = jdbc;
    this.sealing = sealing;
  }

  /**
   * False where one of this id is there already.
   *
   * @param until when its code is no longer taken; null where it needs none
   * @param place of the unit whose robot it is; empty for a person's
   */
  boolean insert(Way way, Instant now, @Nullable Instant until, String place) {
    return jdbc.sql(
                "insert into notify.ways (id, person, unit, kind, name, address, secret, shown,"
                    + " lang, code, code_until, confirmed_at, silenced, place, made_at) values (?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
            .params(
                Arrays.asList(
                    way.id(),
                    way.person() == null ? null : way.person().value(),
                    way.unit() == null ? null : way.unit().value(),
                    way.kind().name(),
                    way.name(),
                    sealing.seal(way.address()),
                    sealed(way.secret()),
                    way.shown(),
                    way.lang().name(),
                    sealed(way.code()),
                    until == null ? null : Timestamp.from(until),
                    until == null ? Timestamp.from(now) : null,
                    way.silenced().stream().sorted().toArray(String[]::new),
                    place,
                    Timestamp.from(now)))
            .update()
        == 1;
  }

  private byte @Nullable [] sealed(@Nullable String plain) {
    return plain == null ? null : sealing.seal(plain);
  }

  Optional<Way> find(UUID id) {
    return jdbc.sql(SELECT + "w.id = ?").param(id).query(this::way).optional();
  }

  /** All of a person, first made first. */
  List<Way> of(PersonId person) {
    return jdbc.sql(SELECT + "w.person = ? order by w.made_at, w.id")
        .param(person.value())
        .query(this::way)
        .list();
  }

  /** The robots of a unit, first made first. */
  List<Way> of(OrganisationId unit) {
    return jdbc.sql(SELECT + "w.unit = ? order by w.made_at, w.id")
        .param(unit.value())
        .query(this::way)
        .list();
  }

  /**
   * A way without what is sealed, so that one that cannot be opened holds up no other.
   *
   * @param person whose it is; null for a unit's
   * @param unit whose it is; null for a person's
   */
  record Whose(
      UUID id,
      @Nullable PersonId person,
      @Nullable OrganisationId unit,
      WayKind kind,
      Lang lang,
      Set<String> silenced) {
    Whose {
      silenced = Set.copyOf(silenced);
    }
  }

  /** Those that may be used, of these persons and units. */
  List<Whose> open(Collection<UUID> readers) {
    UUID[] all = readers.toArray(UUID[]::new);
    return jdbc.sql(
            SELECT + "w.confirmed_at is not null and (w.person = any(?) or w.unit = any(?))")
        .params(all, all)
        .query(WayStore::whose)
        .list();
  }

  Optional<Whose> whose(UUID id) {
    return jdbc.sql(SELECT + "w.id = ?").param(id).query(WayStore::whose).optional();
  }

  private static Whose whose(ResultSet row, int index) throws SQLException {
    return new Whose(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        PersonId.of(row.getObject("person", UUID.class)),
        OrganisationId.of(row.getObject("unit", UUID.class)),
        WayKind.valueOf(row.getString("kind")),
        Lang.valueOf(row.getString("lang")),
        Set.of((String[]) row.getArray("silenced").getArray()));
  }

  Set<UUID> unitsWithRobots() {
    return jdbc.sql("select distinct unit from notify.ways where unit is not null")
        .query(UUID.class)
        .set();
  }

  void speak(PersonId person, Lang lang) {
    jdbc.sql("update notify.ways set lang = ? where person = ?")
        .params(lang.name(), person.value())
        .update();
  }

  /**
   * One more try, counted though the request is undone; false where too many were made, or its time
   * is over.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  boolean isTriable(UUID id, int most, Instant now) {
    return jdbc.sql(
                "update notify.ways set tries = tries + 1 where id = ? and tries < ?"
                    + " and code is not null and code_until > ?")
            .params(id, most, Timestamp.from(now))
            .update()
        == 1;
  }

  void confirm(UUID id, Instant now) {
    jdbc.sql("update notify.ways set confirmed_at = ?, code = null where id = ?")
        .params(Timestamp.from(now), id)
        .update();
  }

  int remove(UUID id) {
    return jdbc.sql("delete from notify.ways where id = ?").param(id).update();
  }

  /** Addresses nobody confirmed. */
  int removeUnconfirmed(Instant before) {
    return jdbc.sql("delete from notify.ways where confirmed_at is null and made_at < ?")
        .param(Timestamp.from(before))
        .update();
  }

  /** Everybody of whom something is kept here. */
  Set<PersonId> people() {
    return jdbc.sql(
            "select person from notify.ways where person is not null"
                + " union select person from notify.preferences"
                + " union select person from notify.notices where person is not null")
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .set();
  }

  /** All that is kept of somebody. */
  void forget(PersonId person) {
    for (String table : List.of("notify.ways", "notify.preferences", "notify.notices")) {
      jdbc.sql("delete from " + table + " where person = ?").param(person.value()).update();
    }
  }

  private Way way(ResultSet row, int index) throws SQLException {
    return new Way(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        PersonId.of(row.getObject("person", UUID.class)),
        OrganisationId.of(row.getObject("unit", UUID.class)),
        WayKind.valueOf(row.getString("kind")),
        row.getString("name"),
        sealing.open(row.getBytes("address")),
        opened(row.getBytes("secret")),
        row.getString("shown"),
        Lang.valueOf(row.getString("lang")),
        opened(row.getBytes("code")),
        Set.of((String[]) row.getArray("silenced").getArray()));
  }

  private @Nullable String opened(byte @Nullable [] sealed) {
    return sealed == null ? null : sealing.open(sealed);
  }
}
