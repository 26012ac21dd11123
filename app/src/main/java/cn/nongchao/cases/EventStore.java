package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.Masks;
import cn.nongchao.people.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code cases.events}. */
@Component
class EventStore {

  private static final String FACTS =
      "id, category, list_version, channel, words, address, division, lat, lon, reported_at,"
          + " reporter, phone, call_back, tracking_digest is not null as trackable, disposition,"
          + " rating, rating_words, merged_into, source, external_ref, erased_at";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final PersonalData personal;

  EventStore(JdbcClient jdbc, Ledger ledger, PersonalData personal) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.personal = personal;
  }

  /**
   * A report about to be written.
   *
   * @param phone sealed, as name and place are when it is written
   */
  record Row(
      Report report,
      @Nullable Integer listVersion,
      DivisionCode division,
      Instant at,
      byte @Nullable [] phone,
      byte @Nullable [] phoneDigest,
      byte @Nullable [] trackingDigest) {}

  /** False where this report was written before, by its id or by its source's reference. */
  boolean add(Row row) {
    Report report = row.report();
    int added =
        jdbc.sql(
                """
                insert into cases.events (id, category, list_version, channel, words, address,
                  division, lat, lon, reported_at, reporter, phone, phone_digest, call_back,
                  tracking_digest, source, external_ref)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                report.id().value(),
                report.category(),
                row.listVersion(),
                report.channel().name(),
                report.words().strip(),
                sealed(report.address()),
                row.division().value(),
                report.lat(),
                report.lon(),
                Timestamp.from(row.at()),
                sealed(report.reporter()),
                row.phone(),
                row.phoneDigest(),
                report.callBack(),
                row.trackingDigest(),
                report.source(),
                report.externalRef())
            .update();
    if (added == 1) ledger.wrote(CasesTables.EVENTS, report.id());
    return added == 1;
  }

  /** Writes many new reports in one statement; they carry no phone and no tracking code. */
  void addAll(List<Row> rows) {
    if (rows.isEmpty()) return;
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Report report = row.report();
      Map<String, @Nullable Object> one = new HashMap<>();
      one.put("id", report.id().value());
      one.put("category", report.category());
      one.put("list_version", row.listVersion());
      one.put("channel", report.channel().name());
      one.put("words", report.words().strip());
      byte[] address = sealed(report.address());
      one.put("address", address == null ? null : "\\x" + Digests.hex(address));
      one.put("division", row.division().value());
      one.put("lat", report.lat());
      one.put("lon", report.lon());
      one.put("reported_at", row.at().toString());
      one.put("source", report.source());
      one.put("external_ref", report.externalRef());
      all.add(one);
    }
    jdbc.sql(
            """
            insert into cases.events (id, category, list_version, channel, words, address,
              division, lat, lon, reported_at, source, external_ref)
            select * from jsonb_to_recordset(?::jsonb) as e (id uuid, category text,
              list_version integer, channel text, words text, address bytea, division text,
              lat double precision, lon double precision, reported_at timestamptz, source text,
              external_ref text)
            """)
        .param(JSON.writeValueAsString(all))
        .update();
    ledger.wrote(CasesTables.EVENTS, rows.stream().map(row -> row.report().id()).toList());
  }

  /** Which of these reports are here already, as {@link #reference} says them. */
  Set<String> known(List<Report> reports) {
    return jdbc.sql(
            "select e.source, e.external_ref from cases.events e join"
                + " unnest(?::text[], ?::text[]) as r (source, ref)"
                + " on e.source = r.source and e.external_ref = r.ref")
        .params(
            reports.stream().map(Report::source).toArray(String[]::new),
            reports.stream().map(Report::externalRef).toArray(String[]::new))
        .query((row, n) -> row.getString(1) + "\n" + row.getString(2))
        .set();
  }

  static String reference(Report report) {
    return report.source() + "\n" + report.externalRef();
  }

  Optional<LoopId> bySource(String source, String reference) {
    return jdbc.sql("select id from cases.events where source = ? and external_ref = ?")
        .params(source, reference)
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .optional();
  }

  Optional<LoopId> byTracking(byte[] digest) {
    return jdbc.sql("select id from cases.events where tracking_digest = ?")
        .param(digest)
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .optional();
  }

  Optional<EventFacts> facts(LoopId id) {
    return jdbc.sql("select " + FACTS + " from cases.events where id = ?")
        .param(id.value())
        .query((row, n) -> facts(row))
        .optional();
  }

  List<EventFacts> facts(Collection<LoopId> ids) {
    return jdbc.sql("select " + FACTS + " from cases.events where id = any(?)")
        .param(ids.stream().map(LoopId::value).toArray(UUID[]::new))
        .query((row, n) -> facts(row))
        .list();
  }

  /** Events of one category within a box, not merged, reported within a stretch of time. */
  List<EventFacts> alike(
      EventFacts event, double latReach, double lonReach, Instant from, Instant to, int limit) {
    Double lat = event.lat();
    Double lon = event.lon();
    if (lat == null || lon == null) return List.of();
    return jdbc.sql(
            "select "
                + FACTS
                + " from cases.events where category = ? and reported_at between ? and ?"
                + " and lat between ? and ? and lon between ? and ?"
                + " and id <> ? and merged_into is null order by reported_at desc limit ?")
        .params(
            event.category(),
            Timestamp.from(from),
            Timestamp.from(to),
            lat - latReach,
            lat + latReach,
            lon - lonReach,
            lon + lonReach,
            event.id().value(),
            limit)
        .query((row, n) -> facts(row))
        .list();
  }

  List<LoopId> mergedInto(LoopId id) {
    return jdbc.sql("select id from cases.events where merged_into = ? order by reported_at")
        .param(id.value())
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Events whose reporters asked to be called back and have not rated, latest first. */
  List<LoopId> callBacks(int limit) {
    return jdbc.sql(
            "select id from cases.events where call_back and rating is null and phone is not null"
                + " order by reported_at desc limit ?")
        .param(limit)
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .list();
  }

  /** What was reported since a moment, by how it was handled and rated. */
  record Sums(
      long reported, long rated, @Nullable Double stars, long manage, long serve, long enforce) {}

  Sums since(Instant from) {
    return jdbc.sql(
            "select count(*) as reported, count(rating) as rated, avg(rating)::float8 as stars,"
                + " count(*) filter (where disposition = 'MANAGE') as manage,"
                + " count(*) filter (where disposition = 'SERVE') as serve,"
                + " count(*) filter (where disposition = 'ENFORCE') as enforce"
                + " from cases.events where reported_at >= ?")
        .param(Timestamp.from(from))
        .query(Sums.class)
        .single();
  }

  /** Name and number in clear; both empty where none was left. */
  Reporter reporter(LoopId id) {
    return jdbc.sql("select reporter, phone from cases.events where id = ?")
        .param(id.value())
        .query((row, n) -> new Reporter(opened(row.getBytes(1)), opened(row.getBytes(2))))
        .optional()
        .orElse(new Reporter("", ""));
  }

  /** The other events reported with this one's phone, earliest first. */
  List<LoopId> samePhone(LoopId id) {
    return jdbc.sql(
            "select o.id from cases.events e join cases.events o on o.phone_digest = e.phone_digest"
                + " where e.id = ? and o.id <> e.id order by o.reported_at, o.id")
        .param(id.value())
        .query((row, n) -> new LoopId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Events reported before, whose time was not over yet, after another in the order of their time.
   */
  List<EventFacts> keptLongest(Instant before, @Nullable EventFacts after, int limit) {
    return jdbc.sql(
            "select "
                + FACTS
                + " from cases.events where over_at is null and reported_at < ?"
                + " and (reported_at, id) > (?, ?) order by reported_at, id limit ?")
        .params(
            Timestamp.from(before),
            Timestamp.from(after == null ? Instant.EPOCH : after.reportedAt()),
            after == null ? new UUID(0, 0) : after.id().value(),
            limit)
        .query((row, n) -> facts(row))
        .list();
  }

  /**
   * Takes away whatever says something of a person. What stays: kind, place by its code, times,
   * stars, the number of the source an import came from, the digest of the tracking code, so that
   * its holder is told when it was erased.
   */
  void erase(LoopId id, Instant at) {
    change(
        id,
        "update cases.events set words = '', address = null, reporter = null, phone = null,"
            + " phone_digest = null, call_back = false, rating_words = '', lat = null,"
            + " lon = null, erased_at = coalesce(erased_at, ?) where id = ?",
        Timestamp.from(at));
  }

  /** Its time is over, and every file is gone. */
  void isOver(LoopId id, Instant at) {
    change(id, "update cases.events set over_at = ? where id = ?", Timestamp.from(at));
  }

  void sort(LoopId id, String category, int listVersion) {
    change(
        id,
        "update cases.events set category = ?, list_version = ? where id = ?",
        category,
        listVersion);
  }

  void dispose(LoopId id, Disposition disposition) {
    change(id, "update cases.events set disposition = ? where id = ?", disposition.name());
  }

  void rate(LoopId id, @Nullable Integer stars, String words) {
    change(
        id,
        "update cases.events set rating = ?, rating_words = ? where id = ?",
        stars,
        words.strip());
  }

  /** Two events merged into each other at once would both be gone: whoever merges holds both. */
  void lock(List<LoopId> ids) {
    jdbc.sql("select id from cases.events where id = any(?) order by id for update")
        .param(ids.stream().map(LoopId::value).toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  void merge(LoopId id, LoopId into) {
    change(id, "update cases.events set merged_into = ? where id = ?", into.value());
  }

  private void change(LoopId id, String sql, @Nullable Object... values) {
    List<@Nullable Object> params = new ArrayList<>(Arrays.asList(values));
    params.add(id.value());
    ledger.change(CasesTables.EVENTS, id, () -> jdbc.sql(sql).params(params).update());
  }

  private EventFacts facts(ResultSet row) throws SQLException {
    DivisionCode division = DivisionCode.read(row.getString("division"));
    String disposition = row.getString("disposition");
    UUID mergedInto = row.getObject("merged_into", UUID.class);
    Timestamp erased = row.getTimestamp("erased_at");
    return new EventFacts(
        new LoopId(row.getObject("id", UUID.class)),
        row.getString("category"),
        row.getObject("list_version", Integer.class),
        Channel.valueOf(row.getString("channel")),
        row.getString("words"),
        opened(row.getBytes("address")),
        division == null ? DivisionCode.ALL : division,
        row.getObject("lat", Double.class),
        row.getObject("lon", Double.class),
        row.getTimestamp("reported_at").toInstant(),
        Masks.name(opened(row.getBytes("reporter"))),
        Masks.phone(opened(row.getBytes("phone"))),
        row.getBoolean("call_back"),
        row.getBoolean("trackable"),
        disposition == null ? null : Disposition.valueOf(disposition),
        row.getObject("rating", Integer.class),
        row.getString("rating_words"),
        mergedInto == null ? null : new LoopId(mergedInto),
        row.getString("source"),
        row.getString("external_ref"),
        erased == null ? null : erased.toInstant());
  }

  private byte @Nullable [] sealed(String words) {
    return SealedReporters.sealed(personal, words);
  }

  private String opened(byte @Nullable [] sealed) {
    return sealed == null || sealed.length == 0 ? "" : personal.open(sealed);
  }
}
