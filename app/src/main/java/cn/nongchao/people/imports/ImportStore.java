package cn.nongchao.people.imports;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.platform.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Files that were read and wait to be confirmed, sealed; and what headings were said to mean. */
@Component
class ImportStore {

  /** A file as it waits. Read by an earlier version, it has rows alone and is thrown away. */
  record Kept(
      List<Item> items,
      @Nullable List<Heading> headings,
      @Nullable List<Text> passed,
      @Nullable Choices choices,
      @Nullable List<Text> odd) {}

  record Waiting(
      UUID id, String kind, String fileName, Instant at, @Nullable Instant confirmed, Kept kept) {}

  private static final String PACKED = "gzip:";

  /** Not the mapper of requests, which takes no document of this size. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final PersonalData personalData;
  private final Clock clock;

  ImportStore(JdbcClient jdbc, PersonalData personalData, Clock clock) {
    this.jdbc = jdbc;
    this.personalData = personalData;
    this.clock = clock;
  }

  private static int good(Kept kept) {
    return (int) kept.items().stream().filter(Item::isGood).count();
  }

  private byte[] sealed(Kept kept) {
    return personalData.seal(packed(JSON.writeValueAsBytes(kept)));
  }

  private Kept opened(byte[] sealed) {
    return JSON.readValue(unpacked(personalData.open(sealed)), Kept.class);
  }

  /** A hundred thousand rows say much the same a hundred thousand times. */
  private static String packed(byte[] json) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PACKED + Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /** What waited before files were packed is read as it is. */
  private static byte[] unpacked(String kept) {
    if (!kept.startsWith(PACKED)) return kept.getBytes(StandardCharsets.UTF_8);
    byte[] packed = Base64.getDecoder().decode(kept.substring(PACKED.length()));
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it waits: under this id nothing else does. */
  boolean add(UUID id, String kind, String fileName, Kept kept, PersonId by) {
    int good = good(kept);
    int added =
        jdbc.sql(
                "insert into people.imports (id, kind, file_name, person, at, good, bad, rows)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing")
            .params(
                id,
                kind,
                fileName,
                by.value(),
                Timestamp.from(clock.instant()),
                good,
                kept.items().size() - good,
                sealed(kept))
            .update();
    return added == 1
        || find(id, by)
            .filter(before -> before.kind().equals(kind) && before.fileName().equals(fileName))
            .filter(before -> cells(before.kept()).equals(cells(kept)))
            .isPresent();
  }

  private static List<List<String>> cells(Kept kept) {
    return kept.items().stream().map(Item::cells).toList();
  }

  /** What waits, or waited, for whoever sent it. */
  Optional<Waiting> find(UUID id, PersonId person) {
    return jdbc.sql(
            "select kind, file_name, at, confirmed_at, rows from people.imports"
                + " where id = ? and person = ?")
        .params(id, person.value())
        .query((row, index) -> {
          Timestamp confirmed = row.getTimestamp("confirmed_at");
          return new Waiting(
              id,
              row.getString("kind"),
              row.getString("file_name"),
              row.getTimestamp("at").toInstant(),
              confirmed == null ? null : confirmed.toInstant(),
              opened(row.getBytes("rows")));
        })
        .optional()
        .filter(found -> found.kept().headings() != null);
  }

  /** Puts a later look in place of the one before, unless it is written already. */
  void replace(UUID id, Kept kept) {
    int good = good(kept);
    jdbc.sql(
            "update people.imports set rows = ?, good = ?, bad = ?"
                + " where id = ? and confirmed_at is null")
        .params(sealed(kept), good, kept.items().size() - good, id)
        .update();
  }

  /**
   * How far the writing of a file is.
   *
   * @param writingAt when it was last told; null while nobody writes it
   * @param refused why it was not written the last time
   */
  record Writing(int good, int written, @Nullable Instant writingAt, @Nullable Text refused) {}

  Optional<Writing> writing(UUID id, PersonId person) {
    return jdbc.sql(
            "select i.good, coalesce(w.written, 0) as written, w.at, w.refused"
                + " from people.imports i left join people.import_writing w on w.import = i.id"
                + " where i.id = ? and i.person = ? and i.confirmed_at is null")
        .params(id, person.value())
        .query((row, index) -> {
          Timestamp at = row.getTimestamp("at");
          String refused = row.getString("refused");
          return new Writing(
              row.getInt("good"),
              row.getInt("written"),
              at == null ? null : at.toInstant(),
              refused == null ? null : JSON.readValue(refused, Text.class));
        })
        .optional();
  }

  /** Begins to write; whether nobody does so, or whoever did has not been heard of since. */
  boolean begin(UUID id, Instant silent) {
    return jdbc.sql(
                "insert into people.import_writing as w (import, at) values (?, ?)"
                    + " on conflict (import) do update"
                    + " set at = excluded.at, written = 0, refused = null"
                    + " where w.at is null or w.at < ?")
            .params(id, Timestamp.from(clock.instant()), Timestamp.from(silent))
            .update()
        == 1;
  }

  void tell(UUID id, int written) {
    jdbc.sql("update people.import_writing set at = ?, written = ? where import = ?")
        .params(Timestamp.from(clock.instant()), written, id)
        .update();
  }

  /**
   * @param refused null where it was written
   */
  void end(UUID id, @Nullable Text refused) {
    jdbc.sql("update people.import_writing set at = null, refused = ? where import = ?")
        .params(Arrays.asList(refused == null ? null : JSON.writeValueAsString(refused), id))
        .update();
  }

  /** Whether it was not confirmed before. */
  boolean confirm(UUID id) {
    return jdbc.sql(
                "update people.imports set confirmed_at = ?"
                    + " where id = ? and confirmed_at is null")
            .params(Timestamp.from(clock.instant()), id)
            .update()
        == 1;
  }

  /** What headings meant before in this office's files of a kind. */
  Map<String, String> columns(String kind, @Nullable PersonId person) {
    Map<String, String> columns = new HashMap<>();
    jdbc.sql("select heading, meant from people.import_columns where kind = ? and office = ?")
        .params(kind, office(person))
        .query((RowCallbackHandler) row -> columns.put(row.getString(1), row.getString(2)));
    return columns;
  }

  void keepColumns(String kind, @Nullable PersonId person, Map<String, String> columns) {
    UUID office = office(person);
    columns.forEach((heading, meant) ->
        jdbc.sql(
                "insert into people.import_columns (kind, office, heading, meant)"
                    + " values (?, ?, ?, ?) on conflict (kind, office, heading)"
                    + " do update set meant = excluded.meant")
            .params(kind, office, heading, meant)
            .update());
  }

  void forgetColumns(String kind, @Nullable PersonId person, Set<String> headings) {
    jdbc.sql(
            "delete from people.import_columns"
                + " where kind = ? and office = ? and heading = any(?)")
        .params(kind, office(person), headings.toArray(String[]::new))
        .update();
  }

  /** The unit of whoever sends files, themselves where they have none, nobody at a terminal. */
  private UUID office(@Nullable PersonId person) {
    if (person == null) return new UUID(0, 0);
    return jdbc.sql("select coalesce(organisation, id) from people.persons where id = ?")
        .param(person.value())
        .query(UUID.class)
        .optional()
        .orElse(person.value());
  }
}
