package cn.nongchao.people.access;

import cn.nongchao.people.Ledger;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.access.Passkeys.Passkey;
import cn.nongchao.platform.Ids;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Passkeys as they are kept. */
@Component
class PasskeyStore {

  /**
   * One as it stands, its row held until the end of the transaction.
   *
   * @param key attested credential data, as its authenticator gave it
   * @param handle by which authenticators know the account
   */
  record Held(UUID id, PersonId person, byte[] handle, byte[] key, Standing standing) {}

  /**
   * What an authenticator tells of itself each time.
   *
   * @param counter of signatures; 0 where it counts none
   * @param eligible whether it may be copied to other devices of its owner
   * @param copied whether it was
   */
  record Standing(long counter, boolean eligible, boolean copied) {}

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ledger ledger;

  PasskeyStore(JdbcClient jdbc, Clock clock, Ledger ledger) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ledger = ledger;
  }

  /** The oldest first. */
  List<Passkey> of(PersonId person) {
    return jdbc.sql(
            "select id, name, made_at, used_at from people.passkeys where person = ?"
                + " order by made_at, id")
        .param(person.value())
        .query((row, index) ->
            new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getTimestamp("made_at").toInstant(),
                instant(row.getTimestamp("used_at"))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  List<byte[]> credentials(PersonId person) {
    return jdbc.sql("select credential from people.passkeys where person = ? order by made_at, id")
        .param(person.value())
        .query(byte[].class)
        .list();
  }

  /** By which authenticators know the account; made when it is first asked for. */
  byte[] handle(PersonId person) {
    byte[] fresh = new byte[32];
    RANDOM.nextBytes(fresh);
    return ledger.change(
        PeopleTables.PERSONS,
        person,
        () ->
            jdbc.sql(
                    "update people.persons set passkey_handle = coalesce(passkey_handle, ?)"
                        + " where id = ? returning passkey_handle")
                .params(fresh, person.value())
                .query(byte[].class)
                .single());
  }

  /** What the device shows its owner beside the name of this installation. */
  PasskeyOptions.User user(PersonId person) {
    record Named(String login, String name) {}
    Named named =
        jdbc.sql("select coalesce(login, '') as login, name from people.persons where id = ?")
            .param(person.value())
            .query(Named.class)
            .single();
    return new PasskeyOptions.User(
        PasskeyOptions.text(handle(person)), named.login(), named.name());
  }

  /** False where this authenticator has given the same one before, to whomever. */
  boolean add(Passkeys.Made made) {
    return jdbc.sql(
                "insert into people.passkeys (id, person, credential, key, counter, eligible,"
                    + " copied, name, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (credential) do nothing")
            .params(
                Ids.next(),
                made.person().value(),
                made.credential(),
                made.key(),
                made.standing().counter(),
                made.standing().eligible(),
                made.standing().copied(),
                made.name(),
                Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /** One whose owner may come in. */
  Optional<Held> hold(byte[] credential) {
    return jdbc.sql(
            "select k.id, k.person, p.passkey_handle, k.key, k.counter, k.eligible, k.copied"
                + " from people.passkeys k join people.persons p on p.id = k.person and p.active"
                + " and p.login is not null and p.password_hash is not null"
                + " where k.credential = ? for update of k")
        .param(credential)
        .query((row, index) ->
            new Held(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getBytes("passkey_handle"),
                row.getBytes("key"),
                new Standing(
                    row.getLong("counter"), row.getBoolean("eligible"), row.getBoolean("copied"))))
        .optional();
  }

  void used(UUID id, Standing now) {
    jdbc.sql("update people.passkeys set counter = ?, copied = ?, used_at = ? where id = ?")
        .params(now.counter(), now.copied(), Timestamp.from(clock.instant()), id)
        .update();
  }

  boolean remove(PersonId person, UUID id) {
    return jdbc.sql("delete from people.passkeys where person = ? and id = ?")
            .params(person.value(), id)
            .update()
        == 1;
  }
}
