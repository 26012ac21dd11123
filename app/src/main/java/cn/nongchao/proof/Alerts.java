package cn.nongchao.proof;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What supervision must look at. Raised once while unseen. */
@Component
@Transactional
public class Alerts {

  /**
   * @param kind what happened; AlertsPage has the words
   * @param link where to look further; empty where there is nothing further
   * @param division the place it concerns; null where that is the whole installation
   */
  public record Alert(
      UUID id,
      Instant at,
      String kind,
      String detail,
      String link,
      @Nullable DivisionCode division,
      boolean seen) {}

  private static final String SELECT =
      "select id, at, kind, detail, link, division, seen_at is not null as seen"
          + " from proof.alerts";

  private final JdbcClient jdbc;
  private final Clock clock;

  Alerts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Something about the whole installation. In a transaction of its own: an alert must outlive the
   * failure it tells of.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void raise(String kind, String detail) {
    raise(kind, detail, "", null);
  }

  /** Something about a code. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void raise(String kind, IssuedCode code) {
    raise(kind, code.spoken(), "/codes/" + code.act(), code.division());
  }

  private void raise(String kind, String detail, String link, @Nullable DivisionCode place) {
    jdbc.sql(
            "insert into proof.alerts (id, at, kind, detail, link, division)"
                + " select ?, ?, ?, ?, ?, ?"
                + " where not exists (select 1 from proof.alerts"
                + " where kind = ? and detail = ? and seen_at is null)")
        .params(
            Ids.next(),
            Timestamp.from(clock.instant()),
            kind,
            detail,
            link,
            place == null ? null : place.value(),
            kind,
            detail)
        .update();
  }

  /**
   * Somebody complained of an act.
   *
   * @param number the event the complaint became
   * @param link its address
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void complained(IssuedCode code, String number, String link) {
    raise("act-complained", code.spoken() + " · " + number, link, code.division());
  }

  /** Unseen ones first, then the latest. */
  @Transactional(readOnly = true)
  public List<Alert> latest() {
    return jdbc.sql(SELECT + " order by seen_at is not null, at desc limit 200")
        .query(Alerts::alert)
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<Alert> find(UUID id) {
    return jdbc.sql(SELECT + " where id = ?").param(id).query(Alerts::alert).optional();
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    return new Alert(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getString("kind"),
        row.getString("detail"),
        row.getString("link"),
        DivisionCode.read(row.getString("division")),
        row.getBoolean("seen"));
  }

  /** Somebody has looked; the first to say so is kept. */
  public void seen(UUID id, PersonId by) {
    jdbc.sql("update proof.alerts set seen_at = ?, seen_by = ? where id = ? and seen_at is null")
        .params(Timestamp.from(clock.instant()), by.value(), id)
        .update();
  }
}
