package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.Masks;
import cn.nongchao.people.imports.Change;
import cn.nongchao.people.imports.Column;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.Item;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An import: the form to upload a file, or what was found in one.
 *
 * @param back the list this import adds to
 * @param refusals why the file was not read
 * @param preview null before a file is uploaded
 */
public record ImportPage(
    String kind,
    Text title,
    List<Column> columns,
    String back,
    List<Refusal> refusals,
    @Nullable Preview preview) {

  /** Bad rows shown at most; the rest are counted. */
  static final int MOST = 500;

  static final int SAMPLE = 20;

  public ImportPage {
    columns = List.copyOf(columns);
    refusals = List.copyOf(refusals);
  }

  /** What is wrong with none of the fields in particular. */
  public List<Refusal> general() {
    return refusals.stream().filter(refusal -> refusal.field() == null).toList();
  }

  public List<Item> bad() {
    List<Item> all = preview == null ? List.of() : preview.bad();
    return all.subList(0, Math.min(MOST, all.size()));
  }

  public List<Item> sample() {
    List<Item> all = preview == null ? List.of() : preview.good();
    return all.subList(0, Math.min(SAMPLE, all.size()));
  }

  /** Good rows that change what is there. */
  public List<Item> changed() {
    List<Item> all =
        preview == null
            ? List.of()
            : preview.good().stream().filter(item -> item.is(Change.What.CHANGED)).toList();
    return all.subList(0, Math.min(MOST, all.size()));
  }

  /** Of all good rows, those that do this to what is there. */
  public int count(Change.What what) {
    return preview == null ? 0 : count(preview, what);
  }

  static int count(Preview preview, Change.What what) {
    return (int) preview.good().stream().filter(item -> item.is(what)).count();
  }

  /** A mark for a good row; empty where its kind does not tell. */
  public static Text mark(Item item) {
    Change change = item.change();
    if (change == null) return Text.same("");
    return switch (change.what()) {
      case NEW -> Text.of("新增", "new");
      case CHANGED -> Text.of("修改", "changed");
      case UNCHANGED -> Text.of("不变", "unchanged");
    };
  }

  /** What the changed cells of a row are now and will be, as “old → new”. */
  public String difference(Item item) {
    Change change = item.change();
    if (change == null) return "";
    return columns.stream()
        .map(Column::name)
        .filter(change.before()::containsKey)
        .map(name -> change.before().get(name) + " → " + masked(item, name))
        .collect(Collectors.joining("; "));
  }

  /** The column's title, for a refusal; the name itself for what is no column. */
  public Text column(Refusal refusal) {
    return columns.stream()
        .filter(column -> column.name().equals(refusal.field()))
        .map(Column::title)
        .findFirst()
        .orElse(Text.same(refusal.field() == null ? "" : refusal.field()));
  }

  /** What is refused, as it stands in the file. */
  public String cell(Item item, Refusal refusal) {
    return refusal.field() == null ? "" : masked(item, refusal.field());
  }

  /** A cell of a good row; the level of a place by its title, whatever word the file has for it. */
  public Text cell(Item item, Column column) {
    String value = masked(item, column.name());
    Division.Level level = column.name().equals("level") ? Division.Level.read(value) : null;
    return level == null ? Text.same(value) : level.title();
  }

  /** A cell of the preview: personal data is masked here too, the more so in the wrong column. */
  static String masked(Item item, String column) {
    String value = item.get(column);
    return switch (column) {
      case "nationalId" -> Masks.nationalId(value);
      case "phone" -> item.isGood() ? Masks.phone(value) : Masks.nationalId(value);
      default -> value;
    };
  }
}
