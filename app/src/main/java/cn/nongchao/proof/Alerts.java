package cn.nongchao.proof;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
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

  /** What is looked for. */
  public record Query(
      @Field(zh = "只看未查看的", en = "Unseen ones only") boolean unseen,
      @Field(zh = "对象", en = "Which") @Size(max = 100) String detail) {}

  /**
   * One alert.
   *
   * @param urgency where it stands in the list: unseen ones first, then the latest
   * @param words what its kind means
   * @param link path of where to look further; empty where there is nothing further
   * @param division the place it concerns; null where that is the whole installation
   * @param seen whether somebody has dealt with it
   */
  public record Alert(
      @Key("id") UUID id,
      @JsonIgnore @Sortable(value = URGENCY, descending = true) Instant urgency,
      @Field(zh = "时间", en = "When") @Sortable(value = "at", descending = true) Instant at,
      String kind,
      @Field(zh = "事由", en = "What") Text words,
      @Field(zh = "对象", en = "Which") @Link("{link}") String detail,
      String link,
      @JsonIgnore @Nullable DivisionCode division,
      @Field(zh = "已查看", en = "Seen") boolean seen) {}

  private static final String URGENCY =
      "case when seen_at is null then at + interval '1000 years' else at end";

  private static final String SELECT =
      "select id, at, kind, detail, link, division, seen_at is not null as seen, "
          + URGENCY
          + " as urgency from proof.alerts where true";

  /** What concerns the whole installation is for all to see, what concerns a place for its own. */
  private static final String WITHIN = " and (division is null or division like any(:places))";

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

  @Transactional(readOnly = true)
  public Listed<Alert> list(Query query, Page<Alert> page, Collection<DivisionCode> places) {
    Selection which =
        Selection.of(SELECT + WITHIN + (query.unseen() ? " and seen_at is null" : ""))
            .with("places", places.stream().map(p -> p.value() + "%").toArray(String[]::new))
            .where("detail like :detail", Selection.containing(query.detail()));
    return page.list(jdbc, which, Alerts::alert);
  }

  @Transactional(readOnly = true)
  public Optional<Alert> find(UUID id) {
    return jdbc.sql(SELECT + " and id = ?").param(id).query(Alerts::alert).optional();
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    return new Alert(
        row.getObject("id", UUID.class),
        row.getTimestamp("urgency").toInstant(),
        row.getTimestamp("at").toInstant(),
        row.getString("kind"),
        words(row.getString("kind")),
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

  /** What a kind of alert means. */
  private static Text words(String kind) {
    return switch (kind) {
      case "log-broken" -> Text.of("公开日志不一致，已停止封存", "The log is inconsistent; sealing stopped");
      case "record-altered" -> Text.of("存储的记录与公开日志不一致", "What is stored is not what was sealed");
      case "log-went-back" ->
          Text.of(
              "数据库比已签的日志旧，已停止封存", "The database is older than what was signed; sealing stopped");
      case "disk-nearly-full" -> Text.of("磁盘剩余空间不足 2 GB", "Less than 2 GB of disk space is left");
      case "clock-differs" ->
          Text.of("本机时钟与数据库或已签检查点相差过大", "This machine's clock differs or was set back");
      case "escalation-failed" -> Text.of("超时事项未能升级，一小时后重试", "A late loop could not be raised");
      case "entry-set-aside" ->
          Text.of("一条记录无法封存，已搁置，其余照常封存", "One thing cannot be sealed; it was set aside");
      case "code-scanned-often" ->
          Text.of("一天内被扫描 400 次以上，可能被复制张贴", "Scanned 400 times in a day; perhaps copied");
      case "code-in-two-cities" -> Text.of("一小时内在两个城市被扫描", "Scanned in two cities within an hour");
      case "witness-refuses" ->
          Text.of("见证人拒绝副署：日志可能分叉或倒退", "A witness refuses to cosign: fork, or gone back");
      case "keys-unusable" -> Text.of("签名密钥无法使用，暂停封存", "Keys cannot be used; sealing waits");
      case "act-complained" -> Text.of("收到对执法行为的投诉", "Complaint about an act");
      case "act-rated-low" -> Text.of("执法行为被评为一星或二星", "An act was rated one or two stars");
      default -> Text.same(kind);
    };
  }
}
