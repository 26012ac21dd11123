package cn.nongchao.people.web;

import cn.nongchao.people.Masks;
import cn.nongchao.people.imports.Column;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.Item;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import: the form to upload a file, or what was found in one.
 *
 * @param back the list this import adds to
 * @param preview null before a file is uploaded
 */
public record ImportPage(
    String kind,
    Text title,
    List<Column> columns,
    String back,
    Typed form,
    @Nullable Preview preview) {

  /** Bad rows shown at most; the rest are counted. */
  static final int MOST = 500;

  static final int SAMPLE = 20;

  public ImportPage {
    columns = List.copyOf(columns);
  }

  public List<Item> bad() {
    List<Item> all = preview == null ? List.of() : preview.bad();
    return all.subList(0, Math.min(MOST, all.size()));
  }

  public List<Item> sample() {
    List<Item> all = preview == null ? List.of() : preview.good();
    return all.subList(0, Math.min(SAMPLE, all.size()));
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

  public String cell(Item item, Column column) {
    return masked(item, column.name());
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
