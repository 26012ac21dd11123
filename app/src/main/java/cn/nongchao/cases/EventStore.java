package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Ledger;
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
          + " reporter_name, phone_tail, call_back, tracking_digest is not null as trackable,"
          + " disposition, rating, rating_words, merged_into, source, external_ref";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Ledger ledger;

  EventStore(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  /** A report about to be written, with what must not be read from it already sealed. */
  record Row(
      Report report,
      @Nullable Integer listVersion,
      DivisionCode division,
      Instant at,
      byte @Nullable [] phone,
      byte @Nullable [] phoneDigest,
      @Nullable String phoneTail,
      byte @Nullable [] trackingDigest) {}

  /** False where this report was written before, by its id or by its source's reference. */
  boolean add(Row row) {
    Report report = row.report();
    int added =
        jdbc.sql(
                """
                insert into cases.events (id, category, list_version, channel, words, address,
                  division, lat, lon, reported_at, reporter_name, phone, phone_digest, phone_tail,
                  call_back, tracking_digest, source, external_ref)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                report.id().value(),
                report.category(),
                row.listVersion(),
                report.channel().name(),
                report.words().strip(),
                report.address().strip(),
                row.division().value(),
                report.lat(),
                report.lon(),
                Timestamp.from(row.at()),
                report.reporter().strip(),
                row.phone(),
                row.phoneDigest(),
                row.phoneTail(),
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
      one.put("address", report.address().strip());
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
              list_version integer, channel text, words text, address text, division text,
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

  byte @Nullable [] phone(LoopId id) {
    return jdbc.sql("select phone from cases.events where id = ?")
        .param(id.value())
        .query((row, n) -> row.getBytes(1))
        .optional()
        .orElse(null);
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

  private static EventFacts facts(ResultSet row) throws SQLException {
    DivisionCode division = DivisionCode.read(row.getString("division"));
    String disposition = row.getString("disposition");
    String tail = row.getString("phone_tail");
    UUID mergedInto = row.getObject("merged_into", UUID.class);
    return new EventFacts(
        new LoopId(row.getObject("id", UUID.class)),
        row.getString("category"),
        row.getObject("list_version", Integer.class),
        Channel.valueOf(row.getString("channel")),
        row.getString("words"),
        row.getString("address"),
        division == null ? DivisionCode.ALL : division,
        row.getObject("lat", Double.class),
        row.getObject("lon", Double.class),
        row.getTimestamp("reported_at").toInstant(),
        row.getString("reporter_name"),
        tail == null ? "" : "*******" + tail,
        row.getBoolean("call_back"),
        row.getBoolean("trackable"),
        disposition == null ? null : Disposition.valueOf(disposition),
        row.getObject("rating", Integer.class),
        row.getString("rating_words"),
        mergedInto == null ? null : new LoopId(mergedInto),
        row.getString("source"),
        row.getString("external_ref"));
  }
}
