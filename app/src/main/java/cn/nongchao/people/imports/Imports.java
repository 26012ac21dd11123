package cn.nongchao.people.imports;

import cn.nongchao.people.Audit;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.ImportStore.Kept;
import cn.nongchao.people.imports.ImportStore.Waiting;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.FileNames;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files in two steps: read and looked at, with what every row would do, every bad row and
 * every column nobody knows shown and nothing written; then, once confirmed, all good rows in one
 * transaction. What was read waits in the database, sealed, so that any node can take the second
 * step.
 */
@Component
public class Imports {

  /**
   * A column of the file and what it means.
   *
   * @param column null where nobody knows; {@link Choices#LEFT_OUT} where it is left out
   */
  public record Meant(Heading heading, @Nullable String column) {}

  /** A file that was read and looked at. */
  public record Preview(
      UUID id,
      String kind,
      Text title,
      List<Column> columns,
      String fileName,
      @Nullable Instant at,
      @Nullable Instant confirmed,
      List<Meant> headings,
      List<Text> passed,
      Choices choices,
      Set<String> sayable,
      Set<String> asked,
      Map<String, Text> unsaid,
      List<Text> odd,
      List<Item> good,
      List<Item> bad) {

    public Preview {
      columns = List.copyOf(columns);
      headings = List.copyOf(headings);
      passed = List.copyOf(passed);
      sayable = Set.copyOf(sayable);
      asked = Set.copyOf(asked);
      odd = List.copyOf(odd);
      unsaid = Map.copyOf(unsaid);
      good = List.copyOf(good);
      bad = List.copyOf(bad);
    }

    /** Columns with something in them of which nobody said what they mean. */
    public List<Meant> unknown() {
      return headings.stream().filter(heading -> heading.column() == null).toList();
    }

    /**
     * Columns the file does not have, that are never assumed, and of which nobody said anything.
     */
    public List<Column> unanswered() {
      return toSay().stream()
          .filter(column -> asked.contains(column.name()))
          .filter(column -> !choices.said().containsKey(column.name()))
          .toList();
    }

    /** Whether something must be said about the file before its rows can be written. */
    public boolean isOpen() {
      return !unknown().isEmpty() || !unanswered().isEmpty();
    }

    /** Columns the file does not have and that may be said once for all rows. */
    public List<Column> toSay() {
      return columns.stream()
          .filter(column -> sayable.contains(column.name()))
          .filter(c -> headings.stream().noneMatch(one -> c.name().equals(one.column())))
          .toList();
    }
  }

  public static final Refusal UNKNOWN =
      Refusal.of(
          "not-found", "没有这次导入，或已过期，请重新上传", "there is no such import, or it ran out: upload again");

  /** Of a table: bytes. */
  public static final int MOST_OF_TABLE = Tables.MOST_BYTES;

  private static final Refusal NOTHING =
      Refusal.of("nothing-good", "没有可导入的行", "there is no good row to import");

  private final ImportKinds kinds;
  private final ImportStore store;
  private final TransactionTemplate transaction;
  private final Audit audit;

  Imports(ImportKinds kinds, ImportStore store, TransactionTemplate transaction, Audit audit) {
    this.kinds = kinds;
    this.store = store;
    this.transaction = transaction;
    this.audit = audit;
  }

  /** Names and titles of all kinds. */
  public Map<String, Text> titles() {
    Map<String, Text> titles = new TreeMap<>();
    kinds.all().forEach(kind -> titles.put(kind.name(), kind.title()));
    return titles;
  }

  public Optional<ImportKind<?>> kind(String name) {
    return kinds.find(name);
  }

  /** What a file of this kind is called; empty for a kind there is not. */
  public Optional<Text> title(String kind) {
    return kinds.find(kind).map(ImportKind::title);
  }

  /** The columns a file of this kind may have; empty where the file is no table. */
  public List<Column> columns(String kind) {
    return kinds
        .find(kind)
        .filter(known -> !known.isGeoJson())
        .map(kinds::columns)
        .orElse(List.of());
  }

  /** Columns of a kind that are never assumed: said with the file unless they stand in it. */
  public List<Column> asked(String kind) {
    return kinds
        .find(kind)
        .map(known ->
            kinds.columns(known).stream()
                .filter(column -> known.asked().contains(column.name()))
                .toList())
        .orElse(List.of());
  }

  /** A workbook to fill in: the columns' names and a row of examples; empty where no table. */
  public Optional<byte[]> template(String kind, Lang lang) {
    List<Column> columns = columns(kind);
    if (columns.isEmpty()) return Optional.empty();
    return Optional.of(
        TextBook.of(
            columns.stream().map(column -> column.heading(lang)).toList(),
            List.of(columns.stream().map(Column::example).toList()),
            lang));
  }

  /**
   * Reads and looks at a file; writes nothing but the waiting rows.
   *
   * @param id made by whoever sends the file: sent twice, it waits once
   */
  public Outcome<UUID> preview(UUID id, String kind, String fileName, byte[] content, Scope scope) {
    return preview(id, kind, fileName, content, Map.of(), scope);
  }

  /**
   * The same.
   *
   * @param said by column, what it says for every row that does not say it
   */
  public Outcome<UUID> preview(
      UUID id,
      String kind,
      String fileName,
      byte[] content,
      Map<String, String> said,
      Scope scope) {
    ImportKind<?> known = kinds.find(kind).orElse(null);
    if (known == null) return Outcome.refused(UNKNOWN);
    String name = FileNames.plain(fileName);
    PersonId by = Objects.requireNonNull(scope.by());
    return look(known, content, new Choices(Map.of(), said, Set.of()), scope)
        .then(kept ->
            store.add(id, kind, name, kept, by)
                ? Outcome.done(id)
                : Outcome.refused(
                    Refusal.of(
                        "already-exists", "这个编号已用于另一个文件", "this id is taken by another file")));
  }

  /** Reads and looks at a file without keeping anything, for the command line. */
  public Outcome<Preview> examine(
      String kind, String fileName, byte[] content, Choices choices, Scope scope) {
    ImportKind<?> known = kinds.find(kind).orElseThrow();
    return look(known, content, choices, scope)
        .map(kept -> shown(Ids.next(), known, fileName, null, null, kept));
  }

  private Outcome<Kept> look(ImportKind<?> kind, byte[] content, Choices said, Scope scope) {
    Importing by = kinds.by(scope);
    Map<String, String> before = store.columns(kind.name(), scope.by());
    Map<String, String> columns = new HashMap<>(before);
    columns.putAll(said.columns());
    Choices choices = new Choices(columns, said.said(), said.others());
    return kinds
        .read(kind, content, columns.keySet(), by)
        .map(table -> {
          List<Item> raw =
              table.rows().stream()
                  .map(r -> new Item(r.line(), Ids.next(), r.cells(), Map.of(), List.of(), null))
                  .toList();
          return judged(kind, new Kept(raw, table.headings(), table.passed(), choices, null), by);
        });
  }

  private <R extends Record> Kept judged(ImportKind<R> kind, Kept kept, Importing by) {
    Look<R> look = kinds.look(kind, by);
    List<Heading> headings = Objects.requireNonNull(kept.headings());
    Choices choices = Objects.requireNonNull(kept.choices());
    List<Item> items =
        look.values(kept.items(), headings, choices).stream()
            .filter(item -> !item.values().isEmpty() || !item.wrong().isEmpty())
            .toList();
    boolean open =
        kind.asked().stream()
            .filter(column -> !choices.said().containsKey(column))
            .anyMatch(column -> !look.isIn(column, headings, choices));
    if (open) return new Kept(items, headings, kept.passed(), choices, null);
    List<Item> judged = look.judged(items, choices);
    List<Item> good = judged.stream().filter(Item::isGood).toList();
    return new Kept(
        judged, headings, kept.passed(), choices, kind.odd(look.rows(good, choices), by));
  }

  private Preview shown(
      UUID id,
      ImportKind<?> kind,
      String fileName,
      @Nullable Instant at,
      @Nullable Instant confirmed,
      Kept kept) {
    List<Column> columns = kinds.columns(kind);
    Choices choices = Objects.requireNonNull(kept.choices());
    return new Preview(
        id,
        kind.name(),
        kind.title(),
        columns,
        fileName,
        at,
        confirmed,
        Objects.requireNonNull(kept.headings()).stream()
            .map(one -> new Meant(one, choices.meaning(one, columns, kind.passedOver())))
            .toList(),
        Objects.requireNonNull(kept.passed()),
        choices,
        kind.sayable(),
        kind.asked(),
        kind.unsaid(),
        Objects.requireNonNullElse(kept.odd(), List.of()),
        kept.items().stream().filter(Item::isGood).toList(),
        kept.items().stream().filter(item -> !item.isGood()).toList());
  }

  /** What was read, for whoever uploaded it. */
  public Optional<Preview> find(UUID id, PersonId person) {
    return store
        .find(id, person)
        .flatMap(waiting -> kinds.find(waiting.kind()).map(kind -> shown(waiting, kind)));
  }

  private Preview shown(Waiting waiting, ImportKind<?> kind) {
    return shown(
        waiting.id(), kind, waiting.fileName(), waiting.at(), waiting.confirmed(), waiting.kept());
  }

  /**
   * Looks at a waiting file again, with what a person said about it. What headings mean is kept for
   * the next file of this kind from the same office.
   */
  public Outcome<Preview> choose(UUID id, Choices said, Scope scope) {
    PersonId by = Objects.requireNonNull(scope.by());
    Waiting waiting = store.find(id, by).orElse(null);
    if (waiting == null) return Outcome.refused(UNKNOWN);
    ImportKind<?> kind = kinds.find(waiting.kind()).orElseThrow();
    Kept before = waiting.kept();
    List<Refusal> wrong = unknown(said, kinds.columns(kind));
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    Map<String, String> plain = plain(kind, before);
    Map<String, String> chosen = new HashMap<>(said.columns());
    chosen.entrySet().removeIf(e -> e.getValue().equals(plain.get(e.getKey())));
    Choices choices =
        Objects.requireNonNull(before.choices())
            .with(new Choices(chosen, said.said(), said.others()), said.columns().keySet());
    Kept now =
        judged(
            kind,
            new Kept(before.items(), before.headings(), before.passed(), choices, null),
            kinds.by(scope));
    store.forgetColumns(kind.name(), by, said.columns().keySet());
    store.keepColumns(kind.name(), by, chosen);
    store.replace(id, now);
    return Outcome.done(
        shown(id, kind, waiting.fileName(), waiting.at(), waiting.confirmed(), now));
  }

  /**
   * What headings mean where nobody said anything. That is not kept: a column left out because it
   * was empty must be asked about when it is not.
   */
  private Map<String, String> plain(ImportKind<?> kind, Kept kept) {
    Map<String, String> plain = new HashMap<>();
    for (Heading heading : Objects.requireNonNull(kept.headings())) {
      String meaning = Choices.NONE.meaning(heading, kinds.columns(kind), kind.passedOver());
      if (meaning != null) plain.put(heading.name(), meaning);
    }
    return plain;
  }

  /** Columns named that there are not. */
  public static List<Refusal> unknown(Choices said, List<Column> columns) {
    Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
    return said.columns().entrySet().stream()
        .filter(e -> !e.getValue().equals(Choices.LEFT_OUT) && !names.contains(e.getValue()))
        .map(e ->
            Refusal.field(
                "headings",
                "“" + e.getKey() + "”：没有“" + e.getValue() + "”这一项；可用 " + String.join(" ", names),
                "“" + e.getKey() + "”: no column “" + e.getValue() + "”; there are " + names))
        .toList();
  }

  /** Writes the good rows of a file, all or none; confirmed twice, it is written once. */
  public Outcome<Integer> confirm(UUID id, Scope scope) {
    return confirm(id, scope, () -> {});
  }

  /**
   * The same.
   *
   * @param row told of each row that is written, by kinds that take many
   */
  Outcome<Integer> confirm(UUID id, Scope scope, Runnable row) {
    Preview preview = find(id, Objects.requireNonNull(scope.by())).orElse(null);
    if (preview == null) return Outcome.refused(UNKNOWN);
    return write(preview, scope, true, row);
  }

  /** The same for the command line, which keeps no preview but what headings mean. */
  public Outcome<Integer> write(
      Preview preview, Map<String, String> said, Scope scope, Runnable row) {
    store.keepColumns(preview.kind(), scope.by(), said);
    return write(preview, scope, false, row);
  }

  private Outcome<Integer> write(Preview preview, Scope scope, boolean kept, Runnable row) {
    if (!preview.unanswered().isEmpty()) return Outcome.refused(unanswered(preview));
    if (preview.good().isEmpty()) return Outcome.refused(NOTHING);
    if (!preview.unknown().isEmpty()) return Outcome.refused(undecided(preview));
    ImportKind<?> kind = kinds.find(preview.kind()).orElseThrow();
    List<Item> good = preview.good();
    Outcome<Integer> written =
        transaction.execute(status -> {
          if (kept && !store.confirm(preview.id())) return Outcome.done(good.size());
          Importing by = kinds.by(scope);
          by.telling(row);
          List<Refusal> wrong = write(kind, good, preview.choices(), by);
          if (!wrong.isEmpty()) {
            status.setRollbackOnly();
            return Outcome.refused(wrong);
          }
          audit.record(
              kind.action(),
              scope.by(),
              preview.fileName(),
              Map.of("rows", Integer.toString(good.size())));
          return Outcome.done(good.size());
        });
    return Objects.requireNonNull(written);
  }

  private <R extends Record> List<Refusal> write(
      ImportKind<R> kind, List<Item> good, Choices choices, Importing by) {
    Look<R> look = kinds.look(kind, by);
    List<Refusal> stale = stale(look.judged(good, choices));
    if (!stale.isEmpty()) return stale;
    return kind.write(look.rows(good, choices), by).stream()
        .map(refusal -> new Refusal(refusal.code(), null, refusal.reason()))
        .toList();
  }

  private static Refusal undecided(Preview preview) {
    String names =
        String.join("、", preview.unknown().stream().map(one -> one.heading().name()).toList());
    return Refusal.of(
        "undecided",
        "还有不认识的列：" + names + "。请说明各是哪一项，或不导入",
        "columns nobody knows: " + names + ". Say what each means, or leave it out");
  }

  /** Each column with all it can say. */
  public static List<Refusal> unanswered(Preview preview) {
    return preview.unanswered().stream()
        .map(column ->
            new Refusal(
                "undecided",
                column.name(),
                Text.of(
                    "请说明" + column.title().zh() + "：" + said(column, Lang.ZH),
                    "say the " + column.title().en() + ": " + said(column, Lang.EN))))
        .toList();
  }

  private static String said(Column column, Lang lang) {
    return column.choices().stream()
        .map(one -> one.value() + " " + one.title().in(lang))
        .collect(Collectors.joining(lang == Lang.ZH ? "；" : "; "));
  }

  /** The world may have changed since the rows were looked at. */
  private static List<Refusal> stale(List<Item> again) {
    return again.stream()
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
}
