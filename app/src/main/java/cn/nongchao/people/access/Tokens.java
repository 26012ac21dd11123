package cn.nongchao.people.access;

import cn.nongchao.form.Field;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
  private final WaysIn waysIn;
  private final Audit audit;

  Tokens(JdbcClient jdbc, Clock clock, WaysIn waysIn, Audit audit) {
    this.jdbc = jdbc;
    this.waysIn = waysIn;
    this.clock = clock;
    this.audit = audit;
  }

  /** All tokens of a person, the newest first, 100 at most. */
  public List<Token> of(PersonId person) {
    return jdbc.sql(
            "select id, name, created_at as created, expires_at as expires, revoked_at as revoked,"
                + " last_used_at as used from people.api_tokens where person = ?"
                + " order by created_at desc, id desc limit 100")
        .param(person.value())
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

  /** A token to be made. */
  public record NewToken(
      UUID id,
      @Field(zh = "名称", en = "Name", hintZh = "给哪个系统用，如“社区大屏”", hintEn = "Which system it is for")
          @NotBlank
          @Size(max = 60)
          String name,
      @Field(
              zh = "有效天数",
              en = "Days of validity",
              hintZh = "有效期应为 1–366 天",
              hintEn = "from 1 to 366")
          @Min(value = 1, message = "有效期应为 1–366 天 | validity is from 1 to 366 days")
          @Max(value = LONGEST_DAYS, message = "有效期应为 1–366 天 | validity is from 1 to 366 days")
          int days) {}

  /**
   * A token just made.
   *
   * @param secret to be sent as {@code Authorization: Bearer …}; shown this once
   */
  public record MadeToken(Token token, String secret) {}

  /** Makes a token. Asked again under the same id, nothing is made and the refusal says so. */
  @Transactional
  public Outcome<MadeToken> create(Viewer viewer, NewToken wanted) {
    Instant now = clock.instant();
    if (!waysIn.holds(viewer)) return Outcome.refused(WaysIn.ENDED);
    if (working(viewer.id(), now) >= MOST) {
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
                wanted.id(),
                Sessions.hash(token),
                viewer.id().value(),
                wanted.name(),
                Timestamp.from(now),
                Timestamp.from(now.plus(Duration.ofDays(wanted.days()))))
            .update();
    if (made == 0) {
      return Outcome.refused(
          Refusal.of(
              "already-exists",
              "这个令牌已经创建，只显示一次；如未保存请撤销后重建",
              "this token was made already and is shown once only; revoke it and make another"));
    }
    audit.record(
        "token-created", viewer.id(), wanted.id().toString(), Map.of("name", wanted.name()));
    return own(viewer.id(), wanted.id()).map(listed -> new MadeToken(listed, token));
  }

  private long working(PersonId person, Instant now) {
    return jdbc.sql(
            "select count(*) from people.api_tokens where person = ? and revoked_at is null"
                + " and expires_at > ?")
        .params(person.value(), Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  private Outcome<Token> own(PersonId person, UUID id) {
    return of(person).stream()
        .filter(token -> token.id().equals(id))
        .findFirst()
        .map(Outcome::done)
        .orElse(Outcome.refused(Refusal.of("not-found", "没有这个令牌", "there is no such token")));
  }

  /** Ends a token of one's own at once. */
  @Transactional
  public Outcome<Token> revoke(Viewer viewer, UUID id) {
    return revoke(viewer.id(), id, viewer.id());
  }

  /** Ends a token of somebody's at once; asked by whoever may, which is not looked at here. */
  @Transactional
  public Outcome<Token> revoke(PersonId owner, UUID id, PersonId by) {
    int ended =
        jdbc.sql(
                "update people.api_tokens set revoked_at = ? where id = ? and person = ?"
                    + " and revoked_at is null")
            .params(Timestamp.from(clock.instant()), id, owner.value())
            .update();
    if (ended == 1) {
      audit.record("token-revoked", by, id.toString(), Map.of("person", owner.toString()));
    }
    return own(owner, id);
  }
}
