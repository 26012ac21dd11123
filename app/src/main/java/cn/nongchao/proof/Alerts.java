package cn.nongchao.proof;

import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Link;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Page;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Shaded;
import cn.nongchao.form.Sortable;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      @Field(zh = "轻重", en = "How grave") @Nullable Gravity gravity,
      @Field(zh = "事由", en = "What") @Nullable AlertKind kind,
      @Field(zh = "对象", en = "Which") @Size(max = 100) String detail) {}

  /**
   * One alert.
   *
   * @param urgency where it stands in the list: unseen ones first and of them the graver, then the
   *     latest
   * @param kind as {@link AlertKind} declares it
   * @param words what its kind means
   * @param todo what is to be done about it
   * @param detail what it is about, as it is kept
   * @param about the same in words
   * @param link path of where to look further; empty where there is nothing further
   * @param division the place it concerns; null where that is the whole installation
   * @param seen whether somebody has dealt with it
   */
  public record Alert(
      @Key("id") UUID id,
      @JsonIgnore @Sortable(value = URGENCY, descending = true) Instant urgency,
      @Field(zh = "时间", en = "When") @Sortable(value = "at", descending = true) Instant at,
      String kind,
      @Field(zh = "轻重", en = "How grave") Gravity gravity,
      @Field(zh = "事由", en = "What") Text words,
      String detail,
      @Field(zh = "对象", en = "Which") @Link("{link}") Text about,
      @Field(zh = "怎么办", en = "What to do") Text todo,
      String link,
      @JsonIgnore @Nullable DivisionCode division,
      @Field(zh = "已查看", en = "Seen") boolean seen)
      implements Shaded {

    @Override
    public String shade() {
      if (seen) return "";
      return gravity == Gravity.GRAVE ? "row-bad" : gravity == Gravity.ODD ? "row-warn" : "";
    }
  }

  private static final String URGENCY = "urgency";

  private static final String GRAVITY = AlertKind.ranked();

  /**
   * A thousand years between one gravity and the next keep what many cause below what is graver.
   */
  private static final String SELECT =
      "select * from (select id, at, kind, detail, link, division, seen_at is not null as seen, "
          + GRAVITY
          + " as gravity, case when seen_at is null then at + interval '1000 years' * (1 + "
          + GRAVITY
          + ") else at end as urgency from proof.alerts) a where true";

  /** What concerns the whole installation is for all to see, what concerns a place for its own. */
  private static final String WITHIN = " and (division is null or division like any(:places))";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ledger ledger;

  Alerts(JdbcClient jdbc, Clock clock, Ledger ledger) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ledger = ledger;
  }

  /**
   * Something about the whole installation. In a transaction of its own: an alert must outlive the
   * failure it tells of.
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void raise(AlertKind kind, String detail) {
    raise(kind.id(), detail, "", null);
  }

  /** Something about a code. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void raise(AlertKind kind, IssuedCode code) {
    raise(kind.id(), code.spoken(), "/codes/" + code.act(), code.division());
  }

  private void raise(String kind, String detail, String link, @Nullable DivisionCode place) {
    UUID id = Ids.next();
    int raised =
        jdbc.sql(
                "insert into proof.alerts (id, at, kind, detail, link, division)"
                    + " select ?, ?, ?, ?, ?, ?"
                    + " where not exists (select 1 from proof.alerts"
                    + " where kind = ? and detail = ? and seen_at is null)")
            .params(
                id,
                Timestamp.from(clock.instant()),
                kind,
                detail,
                link,
                place == null ? null : place.value(),
                kind,
                detail)
            .update();
    if (raised == 1) ledger.wrote(ProofTables.ALERTS, id);
  }

  /**
   * Somebody complained of an act.
   *
   * @param number the event the complaint became
   * @param link its address
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void complained(IssuedCode code, String number, String link) {
    raise(AlertKind.ACT_COMPLAINED.id(), code.spoken() + " · " + number, link, code.division());
  }

  /**
   * Somebody named as having acted on a loop says that they did not. Told together with what they
   * say or not at all.
   */
  public void objected(String number, String link, DivisionCode place) {
    raise(AlertKind.OFFICER_OBJECTED.id(), number, link, place);
  }

  /** A loop is with nobody; told together with its being marked so, or not at all. */
  void adrift(String number, String link, DivisionCode place) {
    raise(AlertKind.LOOP_ADRIFT.id(), number, link, place);
  }

  @Transactional(readOnly = true)
  public Listed<Alert> list(Query query, Page<Alert> page, Collection<DivisionCode> places) {
    Gravity gravity = query.gravity();
    AlertKind kind = query.kind();
    Selection which =
        Selection.of(SELECT + WITHIN + (query.unseen() ? " and not seen" : ""))
            .with("places", within(places))
            .where("gravity = :gravity", gravity == null ? null : gravity.ordinal())
            .where("kind = :kind", kind == null ? null : kind.id())
            .where("detail like :detail", Selection.containing(query.detail()));
    return page.list(jdbc, which, Alerts::alert);
  }

  /** How many wait to be seen, the gravest first; all gravities are named. */
  @Transactional(readOnly = true)
  public Map<Gravity, Long> unseen(Collection<DivisionCode> places) {
    Map<Gravity, Long> counts = new EnumMap<>(Gravity.class);
    jdbc.sql("select gravity, count(*) from (" + SELECT + WITHIN + ") b where not seen group by 1")
        .param("places", within(places))
        .query(row -> {
          counts.put(Gravity.values()[row.getInt(1)], row.getLong(2));
        });
    Map<Gravity, Long> gravest = new LinkedHashMap<>();
    for (Gravity one : List.of(Gravity.values()).reversed()) {
      gravest.put(one, counts.getOrDefault(one, 0L));
    }
    return gravest;
  }

  private static String[] within(Collection<DivisionCode> places) {
    return places.stream().map(place -> place.value() + "%").toArray(String[]::new);
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
        AlertKind.gravity(row.getString("kind")),
        AlertKind.of(row.getString("kind"))
            .map(AlertKind::title)
            .orElse(Text.same(row.getString("kind"))),
        row.getString("detail"),
        AlertInWords.of(row.getString("detail")),
        AlertKind.of(row.getString("kind")).map(AlertKind::todo).orElse(Text.same("")),
        row.getString("link"),
        DivisionCode.read(row.getString("division")),
        row.getBoolean("seen"));
  }

  /** Somebody has looked; the first to say so is kept. */
  public void seen(UUID id, PersonId by) {
    ledger.change(
        ProofTables.ALERTS,
        id,
        () ->
            jdbc.sql(
                    "update proof.alerts set seen_at = ?, seen_by = ? where id = ? and seen_at is"
                        + " null")
                .params(Timestamp.from(clock.instant()), by.value(), id)
                .update());
  }
}
