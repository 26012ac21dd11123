package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.ImportKind.Verdict;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.people.Masks;
import cn.nongchao.people.Role;
import cn.nongchao.people.imports.Choices;
import cn.nongchao.people.imports.Column;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.Item;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An import: the form to upload a file, or what was found in one.
 *
 * @param kinds every kind of file there is, by name
 * @param back the list this import adds to
 * @param roles what can be granted, where a column says so; else empty
 * @param asked what is never assumed of such a file
 * @param waiting how many people of a file that is written have an account and no password yet
 * @param refusals why the file was not read
 * @param preview null before a file is uploaded
 */
public record ImportPage(
    String kind,
    Text title,
    Map<String, Text> kinds,
    List<Column> columns,
    String back,
    List<Role> roles,
    List<Column> asked,
    int waiting,
    List<Refusal> refusals,
    @Nullable Preview preview) {

  /** Rows shown at most; the rest are counted. */
  static final int MOST = 500;

  static final int SAMPLE = 20;

  private static final Text DRAWN_ANEW = Text.of("与现在不同", "differs from now");

  /** Outlines are long, and what is wrong with one is told without it. */
  static final String OUTLINE = "geometry";

  public ImportPage {
    columns = List.copyOf(columns);
    roles = List.copyOf(roles);
    asked = List.copyOf(asked);
    refusals = List.copyOf(refusals);
  }

  /** What is wrong with none of the fields in particular. */
  public List<Refusal> general() {
    return refusals.stream().filter(refusal -> refusal.field() == null).toList();
  }

  private List<Item> good() {
    return preview == null ? List.of() : preview.good();
  }

  public List<Item> bad() {
    List<Item> all = preview == null ? List.of() : preview.bad();
    return all.subList(0, Math.min(MOST, all.size()));
  }

  public List<Item> sample() {
    return good().subList(0, Math.min(SAMPLE, good().size()));
  }

  /** Good rows that change what is there. */
  public List<Item> changed() {
    return good().stream().filter(item -> item.is(What.CHANGED)).limit(MOST).toList();
  }

  /** Good rows that are likely what is there already, and those of which somebody said no. */
  public List<Item> unsure() {
    return good().stream().filter(item -> item.isUnsure() || isOther(item)).limit(MOST).toList();
  }

  public boolean isOther(Item item) {
    return preview != null && preview.choices().others().contains(item.line());
  }

  /** Columns with something in them for which a value may be shown. */
  public List<Column> shown() {
    return columns.stream()
        .filter(column -> !column.name().equals(OUTLINE))
        .filter(
            c -> sample().stream().anyMatch(i -> !(i.get(c.name()) + i.made(c.name())).isEmpty()))
        .toList();
  }

  /** Whether units are made with the rows shown. */
  public boolean makesUnits() {
    return sample().stream().anyMatch(item -> item.made("organisation").endsWith("(+)"));
  }

  /** Of all good rows, those that do this to what is there. */
  public int count(What what) {
    return preview == null ? 0 : count(preview, what);
  }

  static int count(Preview preview, What what) {
    return (int) preview.good().stream().filter(item -> item.is(what)).count();
  }

  /** A mark for a good row. */
  public static Text mark(Item item) {
    Verdict verdict = item.verdict();
    if (verdict == null) return Text.same("");
    return switch (verdict.what()) {
      case NEW -> Text.of("新增", "new");
      case CHANGED -> Text.of("修改", "changed");
      case UNCHANGED -> Text.of("不变", "unchanged");
    };
  }

  /** How the one that is here was known. */
  public static Text known(Item item) {
    Verdict verdict = item.verdict();
    return verdict == null || verdict.known() == null ? Text.same("") : verdict.known();
  }

  /** What the changed cells of a row are now and will be, as “old → new”. */
  public Text difference(Item item) {
    return Text.of(difference(item, Lang.ZH), difference(item, Lang.EN));
  }

  private String difference(Item item, Lang lang) {
    Verdict verdict = item.verdict();
    if (verdict == null) return "";
    return columns.stream()
        .filter(column -> verdict.before().containsKey(column.name()))
        .map(column -> difference(column, item, verdict, lang))
        .collect(Collectors.joining("; "));
  }

  /** An outline is seen on the map, not read. */
  private String difference(Column column, Item item, Verdict verdict, Lang lang) {
    String title = column.title().in(lang);
    if (column.name().equals(OUTLINE)) return title + " " + DRAWN_ANEW.in(lang);
    String before = verdict.before().getOrDefault(column.name(), "");
    return title + " " + before + " → " + cell(item, column).in(lang);
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
    String column = refusal.field();
    return column == null || column.equals(OUTLINE) ? "" : masked(item, column);
  }

  /** A cell of a good row; the level of a place by its title, whatever word the file has for it. */
  public Text cell(Item item, Column column) {
    String made = item.made(column.name());
    if (!made.isEmpty()) return Text.same(made);
    String value = masked(item, column.name());
    boolean replaced = item.verdict() != null && item.verdict().made().containsKey(column.name());
    for (Column.Value one : column.choices()) if (one.value().equals(value)) return one.title();
    Division.Level level = column.name().equals("level") ? Division.Level.read(value) : null;
    return level == null ? Text.same(replaced ? "" : value) : level.title();
  }

  /** Whether it is to be said before anything else, and was not yet. */
  public boolean isUnanswered(Column column) {
    return preview != null && preview.unanswered().contains(column);
  }

  /** Whether outlines are drawn beside each other. */
  public boolean isDrawn() {
    return preview != null && !preview.isOpen() && kind.equals("outlines");
  }

  /** What was said once for all rows. */
  public Text said(Column column) {
    if (preview == null) return Text.same("");
    Text unsaid = preview.unsaid().getOrDefault(column.name(), Text.same(""));
    String said = preview.choices().said().get(column.name());
    return said == null || said.equals(unsaid.zh()) ? unsaid : Text.same(said);
  }

  public static boolean isLeftOut(@Nullable String column) {
    return Choices.LEFT_OUT.equals(column);
  }

  /** An example from below a heading: personal data is masked whatever the column is called. */
  public static String example(String value) {
    boolean number = value.matches("[0-9\\-+ ]{7,17}|[0-9]{17}[0-9xX]");
    String shown = number ? Masks.nationalId(value) : value;
    return shown.length() <= 30 ? shown : shown.substring(0, 30) + "…";
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
