package cn.nongchao.people.imports;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param line where it stands in the file, from 1, the header being 1
 * @param id made when the file was read: written twice, it is there once
 * @param values by column name
 * @param wrong what is wrong with it, each naming a column
 * @param change what writing it would do; null where its kind does not tell
 */
public record Item(
    int line, UUID id, Map<String, String> values, List<Refusal> wrong, @Nullable Change change) {

  public Item {
    values = Map.copyOf(values);
    wrong = List.copyOf(wrong);
  }

  public String get(String column) {
    return values.getOrDefault(column, "");
  }

  /** The row as a form, or what is wrong with it. */
  <R> Outcome<R> read(Class<R> record, Forms forms, Scope scope) {
    return forms.read(record, Given.row(values), new Asking(scope, null));
  }

  public boolean isGood() {
    return wrong.isEmpty();
  }

  Item and(List<Refusal> more) {
    if (more.isEmpty()) return this;
    List<Refusal> all = new ArrayList<>(wrong);
    all.addAll(more);
    return new Item(line, id, values, all, change);
  }

  Item doing(Change known) {
    return new Item(line, id, values, wrong, known);
  }

  public boolean is(Change.What what) {
    return change != null && change.what() == what;
  }
}
