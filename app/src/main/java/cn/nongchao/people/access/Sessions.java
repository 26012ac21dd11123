package cn.nongchao.people.access;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Shortened;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who a request's cookie or token stands for. Only hashes of tokens are stored. Sessions live in
 * the database, so any node knows them, and the person's state is read with them each time.
 */
@Component
class Sessions {

  /** A session unused for this long is over. */
  static final Duration IDLE = Duration.ofHours(12);

  /** A session's end moves on at most this often, so that reading a page does not cost a write. */
  private static final Duration STRETCH = Duration.ofMinutes(30);

  private static final String VIEWER =
      """
      select p.id, p.name, p.organisation, g.role, g.division, g.organisation as over,
        s.expires_at, p.must_change_password, %s as awaits_code,
        %s as proven_twice
      from %s s join people.persons p on p.id = s.person and p.active
      left join people.grants g on g.person = p.id
        and g.valid_from <= ? and (g.valid_to is null or g.valid_to > ?)
      where s.token_hash = ? and s.expires_at > ? %s
      """;

  private static final String BY_SESSION =
      VIEWER.formatted("s.awaits_code", SecondFactor.HELD.formatted("p.id"), "people.sessions", "");
  private static final String BY_TOKEN =
      VIEWER.formatted(
          "false",
          SecondFactor.HELD.formatted("p.id"),
          "people.api_tokens",
          "and s.revoked_at is null");

  /**
   * Somebody found by a session or token.
   *
   * @param first what they have to do before anything else; null for nothing
   */
  record Found(Viewer viewer, Instant until, @Nullable First first) {}

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Roles roles;
  private final SecondFactorSettings settings;

  Sessions(JdbcClient jdbc, Clock clock, Roles roles, SecondFactorSettings settings) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.clock = clock;
    this.roles = roles;
  }

  /**
   * Begins a session; returns the token for the cookie, kept nowhere else. Empty where the password
   * was changed, or its owner shut out, since it was proven: the row is held while the session is
   * written, so that whoever ends all sessions ends this one too or is waited for.
   *
   * @param proven the hash by which the password was proven; null where a passkey stood for both
   *     factors
   */
  Optional<String> begin(PersonId person, @Nullable String proven, SignIn.From from) {
    String token = newToken();
    Instant now = clock.instant();
    int begun =
        jdbc.sql(
                "with held as (select id from people.persons where id = ? and active"
                    + " and password_hash = coalesce(?, password_hash) for share)"
                    + " insert into people.sessions (id, token_hash, person, begun_at, expires_at,"
                    + " user_agent, address, awaits_code) select ?, ?, id, ?, ?, ?, ?, ? and "
                    + SecondFactor.HELD.formatted("held.id")
                    + " from held")
            .params(
                Arrays.asList(
                    person.value(),
                    proven,
                    Ids.next(),
                    hash(token),
                    Timestamp.from(now),
                    Timestamp.from(now.plus(IDLE)),
                    Shortened.first(from.userAgent(), 200),
                    from.address(),
                    proven != null))
            .update();
    return begun == 1 ? Optional.of(token) : Optional.empty();
  }

  @Nullable Found bySession(String token) {
    String hash = hash(token);
    Found found = read(BY_SESSION, hash).orElse(null);
    if (found == null) return null;
    Instant full = clock.instant().plus(IDLE);
    if (found.until().isBefore(full.minus(STRETCH))) stretch(hash, full);
    return found;
  }

  @Nullable Found byApiToken(String token) {
    String hash = hash(token);
    Found found = read(BY_TOKEN, hash).orElse(null);
    if (found != null) noteUse(hash);
    return found;
  }

  /** Once an hour is enough to see which tokens are still used. */
  private void noteUse(String hash) {
    Instant now = clock.instant();
    jdbc.sql(
            "update people.api_tokens set last_used_at = ? where token_hash = ?"
                + " and (last_used_at is null or last_used_at < ?)")
        .params(Timestamp.from(now), hash, Timestamp.from(now.minus(Duration.ofHours(1))))
        .update();
  }

  /** Where a person is signed in, the newest first. */
  List<Account.Session> of(PersonId person, String own) {
    return jdbc.sql(
            "select id, token_hash, begun_at, expires_at, address, user_agent from people.sessions"
                + " where person = ? and expires_at > ? order by begun_at desc limit 100")
        .params(person.value(), Timestamp.from(clock.instant()))
        .query((row, index) ->
            new Account.Session(
                row.getObject("id", UUID.class),
                row.getTimestamp("begun_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("address"),
                row.getString("user_agent"),
                row.getString("token_hash").equals(own)))
        .list();
  }

  /**
   * The second factor was given in this session, which goes on under a new token: who knew the old
   * one, before it was worth anything, knows nothing. Empty where it has ended meanwhile.
   */
  Optional<String> open(Viewer viewer) {
    String token = newToken();
    int opened =
        jdbc.sql(
                "update people.sessions set awaits_code = false, token_hash = ?"
                    + " where token_hash = ?")
            .params(hash(token), viewer.session())
            .update();
    return opened == 1 ? Optional.of(token) : Optional.empty();
  }

  boolean end(PersonId person, UUID id) {
    return jdbc.sql("delete from people.sessions where person = ? and id = ?")
            .params(person.value(), id)
            .update()
        > 0;
  }

  /** Ends all sessions of a person but the one with this hash; returns how many. */
  int endOthers(PersonId person, String kept) {
    return jdbc.sql("delete from people.sessions where person = ? and token_hash <> ?")
        .params(person.value(), kept)
        .update();
  }

  void end(String hash) {
    jdbc.sql("delete from people.sessions where token_hash = ?").param(hash).update();
  }

  private void stretch(String hash, Instant until) {
    jdbc.sql("update people.sessions set expires_at = ? where token_hash = ?")
        .params(Timestamp.from(until), hash)
        .update();
  }

  private Optional<Found> read(String sql, String hash) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc.sql(sql)
        .params(now, now, hash, now)
        .query((ResultSetExtractor<Optional<Found>>) rows -> found(rows, hash));
  }

  private Optional<Found> found(ResultSet rows, String hash) throws SQLException {
    if (!rows.next()) return Optional.empty();
    Instant until = rows.getTimestamp("expires_at").toInstant();
    boolean awaitsCode = rows.getBoolean("awaits_code");
    boolean mustChange = rows.getBoolean("must_change_password");
    boolean isProvenTwice = rows.getBoolean("proven_twice");
    boolean mustBe = false;
    PersonId id = new PersonId(rows.getObject("id", UUID.class));
    String name = rows.getString("name");
    OrganisationId at = OrganisationId.of(rows.getObject("organisation", UUID.class));
    List<Grant> grants = new ArrayList<>();
    do {
      String stored = rows.getString("role");
      Role role = stored == null ? null : roles.find(stored).orElse(null);
      if (role == null) continue; // nothing granted, or a role that no module declares any more
      mustBe |= settings.isRequired() && role.twofold();
      grants.add(
          Grant.of(
              role,
              DivisionCode.read(rows.getString("division")),
              OrganisationId.of(rows.getObject("over", UUID.class))));
    } while (rows.next());
    First first = null;
    if (awaitsCode) first = First.CODE;
    else if (mustChange) first = First.PASSWORD;
    else if (mustBe && !isProvenTwice) first = First.SECOND_FACTOR;
    return Optional.of(new Found(new Viewer(id, name, at, grants, hash), until, first));
  }

  static String newToken() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
