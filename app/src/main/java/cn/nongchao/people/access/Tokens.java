package cn.nongchao.people.access;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens by which a machine acts for a person, with that person's grants. Sent as {@code
 * Authorization: Bearer …} (RFC 6750); only a hash is kept.
 */
@Component
public class Tokens {

  static final int LONGEST_DAYS = 366;
  private static final int MOST = 20;

  /** A token as listed; the token itself cannot be shown again. */
  public record Token(
      UUID id,
      String name,
      Instant created,
      Instant expires,
      @Nullable Instant revoked,
      @Nullable Instant used) {

    public boolean worksAt(Instant now) {
      return revoked == null && expires.isAfter(now);
    }
  }

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Audit audit;

  Tokens(JdbcClient jdbc, Clock clock, Audit audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.audit = audit;
  }

  /** All tokens of a person, the newest first. */
  public List<Token> of(Viewer viewer) {
    return jdbc.sql(
            "select id, name, created_at as created, expires_at as expires, revoked_at as revoked,"
                + " last_used_at as used from people.api_tokens where person = ?"
                + " order by created_at desc, id desc limit 100")
        .param(viewer.id().value())
        .query((row, index) ->
            new Token(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("expires").toInstant(),
                instant(row.getTimestamp("revoked")),
                instant(row.getTimestamp("used"))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /**
   * Makes a token and returns it, the only time it is known. Asked again under the same id, nothing
   * is made and the refusal says so.
   *
   * @param days of validity, from 1 to {@value #LONGEST_DAYS}
   */
  @Transactional
  public Outcome<String> create(Viewer viewer, UUID id, String name, int days) {
    String label = name.strip();
    if (label.isEmpty() || label.length() > 60) {
      return Outcome.refused(
          Refusal.field("name", "请填写名称，最多 60 字", "a name of at most 60 characters is needed"));
    }
    if (days < 1 || days > LONGEST_DAYS) {
      return Outcome.refused(
          Refusal.field(
              "days",
              "有效期应为 1–" + LONGEST_DAYS + " 天",
              "validity is from 1 to " + LONGEST_DAYS + " days"));
    }
    Instant now = clock.instant();
    if (of(viewer).stream().filter(token -> token.worksAt(now)).count() >= MOST) {
      return Outcome.refused(
          Refusal.field(
              "name",
              "最多同时有 " + MOST + " 个有效令牌，请先撤销不用的",
              "at most " + MOST + " tokens at a time: revoke one first"));
    }
    String token = "nct_" + Sessions.newToken();
    int made =
        jdbc.sql(
                "insert into people.api_tokens (id, token_hash, person, name, created_at,"
                    + " expires_at) values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing")
            .params(
                id,
                Sessions.hash(token),
                viewer.id().value(),
                label,
                Timestamp.from(now),
                Timestamp.from(now.plus(Duration.ofDays(days))))
            .update();
    if (made == 0) {
      return Outcome.refused(
          Refusal.of(
              "already-exists",
              "这个令牌已经创建，只显示一次；如未保存请撤销后重建",
              "this token was made already and is shown once only; revoke it and make another"));
    }
    audit.record("token-created", viewer.id(), id.toString(), Map.of("name", label));
    return Outcome.done(token);
  }

  /** Ends a token of one's own at once. */
  @Transactional
  public void revoke(Viewer viewer, UUID id) {
    int ended =
        jdbc.sql(
                "update people.api_tokens set revoked_at = ? where id = ? and person = ?"
                    + " and revoked_at is null")
            .params(Timestamp.from(clock.instant()), id, viewer.id().value())
            .update();
    if (ended == 1) audit.record("token-revoked", viewer.id(), id.toString(), Map.of());
  }
}
