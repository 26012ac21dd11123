package cn.nongchao.people.imports;

import cn.nongchao.people.ImportKind.Verdict;
import cn.nongchao.people.ImportKind.What;
import cn.nongchao.platform.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param line where it stands in the file, from 1
 * @param id made when the file was read: written twice, it is there once
 * @param cells as they stand in the file, in its order
 * @param values by column name
 * @param wrong what is wrong with it, each naming a column
 * @param verdict what writing it would do; null where something is wrong with it
 */
public record Item(
    int line,
    UUID id,
    List<String> cells,
    Map<String, String> values,
    List<Refusal> wrong,
    @Nullable Verdict verdict) {

  public Item {
    cells = List.copyOf(cells);
    values = Map.copyOf(values);
    wrong = List.copyOf(wrong);
  }

  public String get(String column) {
    return values.getOrDefault(column, "");
  }

  public boolean isGood() {
    return wrong.isEmpty();
  }

  /** What will be written where it is not what the file says. */
  public String made(String column) {
    return verdict == null ? "" : verdict.made().getOrDefault(column, "");
  }

  public boolean is(What what) {
    return verdict != null && verdict.what() == what;
  }

  /** Whether a person may say that it is another one than it looks like. */
  public boolean isUnsure() {
    return verdict != null && verdict.unsure();
  }

  Item judged(Verdict verdict) {
    return verdict.isGood()
        ? new Item(line, id, cells, values, wrong, Objects.requireNonNull(verdict))
        : new Item(line, id, cells, values, verdict.wrong(), null);
  }

  Item refused(List<Refusal> reasons) {
    return new Item(line, id, cells, values, reasons, null);
  }
}
