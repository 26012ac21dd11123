package cn.nongchao.proof;

import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Network;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people think of an act whose code they scanned (好差评). Nobody signs in and nobody is named;
 * one network has one voice on an act, the last one counts. One or two stars are told to
 * supervision.
 */
@Component
@Transactional
public class Ratings {

  public static final int MOST_WORDS = 500;

  private static final int LOW = 2;

  public record Rating(Instant at, int stars, String words) {}

  private final JdbcClient jdbc;
  private final PersonalData personal;
  private final Alerts alerts;
  private final Clock clock;

  Ratings(JdbcClient jdbc, PersonalData personal, Alerts alerts, Clock clock) {
    this.jdbc = jdbc;
    this.personal = personal;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * @param id made with the form; sent twice, it counts once
   * @param stars 1 to 5
   * @param address IP address of whoever rates; only a keyed digest of it is kept
   */
  public Rating rate(IssuedCode code, UUID id, int stars, String words, String address) {
    Rating rating = new Rating(clock.instant(), stars, words);
    jdbc.sql(
            // A phone that changed networks between two tries sends the same id as another voter.
            "insert into proof.ratings (id, act, voter, at, stars, words)"
                + " select n.* from (values (?::uuid, ?::uuid, ?::bytea, ?::timestamptz,"
                + " ?::smallint, ?)) as n (id, act, voter, at, stars, words)"
                + " where not exists (select 1 from proof.ratings r where r.id = n.id"
                + " and r.voter <> n.voter)"
                + " on conflict (act, voter) do update"
                + " set at = excluded.at, stars = excluded.stars, words = excluded.words")
        .params(
            id,
            code.act(),
            personal.digest("rating " + Network.of(address) + " " + code.act()),
            Timestamp.from(rating.at()),
            rating.stars(),
            rating.words())
        .update();
    if (rating.stars() <= LOW) {
      alerts.raise("act-rated-low", code);
    }
    return rating;
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
