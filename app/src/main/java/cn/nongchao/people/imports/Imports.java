package cn.nongchao.people.imports;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.PersonalData;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.FileNames;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes files in two steps: read and checked, with every bad row shown and nothing written; then,
 * once confirmed, all good rows in one transaction. What was read waits in the database, sealed, so
 * that any node can take the second step.
 */
@Component
public class Imports {

  /** A file that was read and checked. */
  public record Preview(
      UUID id,
      String kind,
      Text title,
      List<Column> columns,
      String fileName,
      Instant at,
      @Nullable Instant confirmed,
      List<Item> good,
      List<Item> bad) {

    public Preview {
      columns = List.copyOf(columns);
      good = List.copyOf(good);
      bad = List.copyOf(bad);
    }
  }

  /** How the rows are kept between the steps. */
  record Rows(List<Item> items) {}

  public static final Refusal UNKNOWN =
      Refusal.of(
          "not-found", "没有这次导入，或已过期，请重新上传", "there is no such import, or it ran out: upload again");

  /** Of a table: bytes. */
  public static final int MOST_OF_TABLE = Tables.MOST_BYTES;

  private static final Refusal NOTHING =
      Refusal.of("nothing-good", "没有可导入的行", "there is no good row to import");

  /** Not the mapper of requests, which takes no document of this size. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Kind> kinds;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final PersonalData personalData;
  private final Clock clock;

  Imports(
      List<Kind> kinds,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      PersonalData personalData,
      Clock clock) {
    this.kinds = List.copyOf(kinds);
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.personalData = personalData;
    this.clock = clock;
  }

  private Optional<Kind> kind(String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** What a file of this kind is called; empty for a kind there is not. */
  public Optional<Text> title(String kind) {
    return kind(kind).map(Kind::title);
  }

  /** The columns a file of this kind may have. */
  public List<Column> columns(String kind) {
    return kind(kind).map(Kind::columns).orElse(List.of());
  }

  /** A file to fill in, as CSV: the columns' names and a row of examples; empty where no table. */
  public Optional<String> template(String kind) {
    List<Column> columns = columns(kind);
    if (columns.isEmpty()) return Optional.empty();
    // The mark tells Excel that this is UTF-8.
    return Optional.of("\uFEFF" + line(columns, Column::heading) + line(columns, Column::example));
  }

  private static String line(List<Column> columns, Function<Column, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(",")) + "\r\n";
  }

  /**
   * Reads and checks a file; writes nothing but the waiting rows.
   *
   * @param id made by whoever sends the file: sent twice, it waits once
   */
  public Outcome<UUID> preview(UUID id, String kind, String fileName, byte[] content, Scope scope) {
    Kind known = kind(kind).orElse(null);
    if (known == null) return Outcome.refused(UNKNOWN);
    String name = FileNames.plain(fileName);
    return known
        .read(fileName, content)
        .then(items -> keep(id, known, name, known.check(items, scope), scope));
  }

  /** Reads and checks a file without keeping anything, for the command line. */
  public Outcome<List<Item>> examine(String kind, String fileName, byte[] content, Scope scope) {
    Kind known = kind(kind).orElseThrow();
    return known.read(fileName, content).map(items -> known.check(items, scope));
  }

  private Outcome<UUID> keep(UUID id, Kind kind, String fileName, List<Item> items, Scope scope) {
    PersonId by = Objects.requireNonNull(scope.by());
    long good = items.stream().filter(Item::isGood).count();
    int kept =
        jdbc.sql(
                "insert into people.imports (id, kind, file_name, person, at, good, bad, rows)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing")
            .params(
                id,
                kind.name(),
                fileName,
                by.value(),
                Timestamp.from(clock.instant()),
                (int) good,
                (int) (items.size() - good),
                personalData.seal(JSON.writeValueAsString(new Rows(items))))
            .update();
    return kept == 1 || isOf(id, kind, fileName, items, by)
        ? Outcome.done(id)
        : Outcome.refused(
            Refusal.of("already-exists", "这个编号已用于另一个文件", "this id is taken by another file"));
  }

  /** Whether the file kept under this id before says the same. */
  private boolean isOf(UUID id, Kind kind, String fileName, List<Item> items, PersonId by) {
    return jdbc.sql(
            "select rows from people.imports"
                + " where id = ? and kind = ? and file_name = ? and person = ?")
        .params(id, kind.name(), fileName, by.value())
        .query(byte[].class)
        .optional()
        .filter(rows -> values(items).equals(values(opened(rows))))
        .isPresent();
  }

  private static List<Map<String, String>> values(List<Item> items) {
    return items.stream().map(Item::values).toList();
  }

  private List<Item> opened(byte[] rows) {
    return JSON.readValue(personalData.open(rows), Rows.class).items();
  }

  /** What was read, for whoever uploaded it. */
  public Optional<Preview> find(UUID id, PersonId person) {
    return jdbc.sql(
            "select id, kind, file_name, at, confirmed_at, rows from people.imports"
                + " where id = ? and person = ?")
        .params(id, person.value())
        .query((row, index) -> {
          List<Item> items = opened(row.getBytes("rows"));
          Timestamp confirmed = row.getTimestamp("confirmed_at");
          Kind kind = kind(row.getString("kind")).orElseThrow();
          return new Preview(
              id,
              kind.name(),
              kind.title(),
              kind.columns(),
              row.getString("file_name"),
              row.getTimestamp("at").toInstant(),
              confirmed == null ? null : confirmed.toInstant(),
              items.stream().filter(Item::isGood).toList(),
              items.stream().filter(item -> !item.isGood()).toList());
        })
        .optional();
  }

  /** Writes the good rows of a file, all or none; confirmed twice, it is written once. */
  public Outcome<Integer> confirm(UUID id, Scope scope) {
    Preview preview = find(id, Objects.requireNonNull(scope.by())).orElse(null);
    if (preview == null) return Outcome.refused(UNKNOWN);
    if (preview.good().isEmpty()) return Outcome.refused(NOTHING);
    Kind kind = kind(preview.kind()).orElseThrow();
    return write(kind, preview.fileName(), preview.good(), scope, id);
  }

  /** The same for the command line, which keeps no preview. */
  public Outcome<Integer> write(String kind, String fileName, List<Item> good, Scope scope) {
    return write(kind(kind).orElseThrow(), fileName, good, scope, null);
  }

  private Outcome<Integer> write(
      Kind kind, String fileName, List<Item> good, Scope scope, @Nullable UUID preview) {
    Outcome<Integer> written =
        transaction.execute(status -> {
          if (preview != null && !mark(preview)) return Outcome.done(good.size());
          List<Refusal> wrong = stale(kind, good, scope);
          if (wrong.isEmpty()) wrong = kind.write(good, scope);
          if (!wrong.isEmpty()) {
            status.setRollbackOnly();
            return Outcome.refused(wrong.stream().map(Imports::general).toList());
          }
          kind.note(scope, fileName, good.size());
          return Outcome.done(good.size());
        });
    return Objects.requireNonNull(written);
  }

  private boolean mark(UUID preview) {
    return jdbc.sql(
                "update people.imports set confirmed_at = ?"
                    + " where id = ? and confirmed_at is null")
            .params(Timestamp.from(clock.instant()), preview)
            .update()
        == 1;
  }

  /** The world may have changed since the rows were checked. */
  private static List<Refusal> stale(Kind kind, List<Item> good, Scope scope) {
    return kind.check(good, scope).stream()
        .filter(item -> !item.isGood())
        .findFirst()
        .map(item ->
            List.of(
                Refusal.of(
                    "changed-since",
                    "预览之后情况有变，未写入任何行。第 "
                        + item.line()
                        + " 行："
                        + item.wrong().getFirst().reason().zh()
                        + "。请重新上传",
                    "things changed since the preview and nothing was written. Row "
                        + item.line()
                        + ": "
                        + item.wrong().getFirst().reason().en()
                        + ". Upload again")))
        .orElse(List.of());
  }

  private static Refusal general(Refusal refusal) {
    return new Refusal(refusal.code(), null, refusal.reason());
  }
}
