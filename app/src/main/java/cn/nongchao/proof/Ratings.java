package cn.nongchao.proof;

import cn.nongchao.loop.Erases;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PersonalData;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people think of an act whose code they scanned (好差评). Nobody signs in and nobody is named;
 * one device has one voice on an act, the last one counts. One or two stars are told to
 * supervision.
 */
@Component
@Transactional
public class Ratings implements Erases {

  public static final int MOST_WORDS = 500;

  private static final int LOW = 2;

  public record Rating(Instant at, int stars, String words) {}

  private final JdbcClient jdbc;
  private final PersonalData personal;
  private final Alerts alerts;
  private final Clock clock;
  private final Ledger ledger;

  Ratings(JdbcClient jdbc, PersonalData personal, Alerts alerts, Clock clock, Ledger ledger) {
    this.jdbc = jdbc;
    this.personal = personal;
    this.alerts = alerts;
    this.clock = clock;
    this.ledger = ledger;
  }

  /**
   * @param id made with the form; sent twice, it counts once
   * @param stars 1 to 5
   * @param device names the device of whoever rates; only a keyed digest of it is kept
   */
  public Rating rate(IssuedCode code, UUID id, int stars, String words, String device) {
    Rating rating = new Rating(clock.instant(), stars, words);
    byte[] voter = voter(code.act(), device);
    UUID standing = standing(code.act(), voter);
    if (standing == null) {
      ledger.wrote(ProofTables.RATINGS, write(code.act(), id, voter, rating));
    } else {
      ledger.change(
          ProofTables.RATINGS, standing, () -> write(code.act(), standing, voter, rating));
    }
    if (rating.stars() <= LOW) {
      alerts.raise(AlertKind.ACT_RATED_LOW, code);
    }
    return rating;
  }

  private @Nullable UUID standing(UUID act, byte[] voter) {
    return jdbc.sql("select id from proof.ratings where act = ? and voter = ?")
        .params(act, voter)
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  private List<UUID> write(UUID act, UUID id, byte[] voter, Rating rating) {
    return jdbc.sql(
            // A phone that changed networks between two tries sends the same id as another voter.
            "insert into proof.ratings (id, act, voter, at, stars, words)"
                + " select n.* from (values (?::uuid, ?::uuid, ?::bytea, ?::timestamptz,"
                + " ?::smallint, ?)) as n (id, act, voter, at, stars, words)"
                + " where not exists (select 1 from proof.ratings r where r.id = n.id"
                + " and r.voter <> n.voter)"
                + " on conflict (act, voter) do update"
                + " set at = excluded.at, stars = excluded.stars, words = excluded.words"
                + " returning id")
        .params(id, act, voter, Timestamp.from(rating.at()), rating.stars(), rating.words())
        .query(UUID.class)
        .list();
  }

  /** Whether this rating, or one of this device on the act, was taken before. */
  @Transactional(readOnly = true)
  public boolean isThere(@Nullable UUID id, UUID act, String device) {
    return jdbc.sql(
            "select exists (select 1 from proof.ratings where act = ? and (id = ?::uuid"
                + " or voter = ?))")
        .params(Arrays.asList(act, id, voter(act, device)))
        .query(Boolean.class)
        .single();
  }

  /** What was said of the acts of a loop may name whoever reported it; the stars stay. */
  @Override
  public void erase(LoopId loop, Instant at) {
    List<UUID> said =
        jdbc.sql(
                "select id from proof.ratings where words <> ''"
                    + " and act in (select act from proof.codes where loop = ?)")
            .param(loop.value())
            .query(UUID.class)
            .list();
    for (UUID rating : said) {
      ledger.change(
          ProofTables.RATINGS,
          rating,
          () ->
              jdbc.sql("update proof.ratings set words = '' where id = ?").param(rating).update());
    }
  }

  @Override
  public List<String> tables() {
    return List.of("proof.ratings");
  }

  private byte[] voter(UUID act, String device) {
    return personal.digest("rating " + device + " " + act);
  }

  /** Latest first, at most 100. */
  @Transactional(readOnly = true)
  public List<Rating> of(UUID act) {
    return jdbc.sql(
            "select at, stars, words from proof.ratings where act = ? order by at desc limit 100")
        .param(act)
        .query((row, n) ->
            new Rating(row.getTimestamp(1).toInstant(), row.getInt(2), row.getString(3)))
        .list();
  }
}
