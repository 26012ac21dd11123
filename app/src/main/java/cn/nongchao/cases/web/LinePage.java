package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.web.ListWrites.Line;
import cn.nongchao.cases.web.ListWrites.NewLine;
import cn.nongchao.cases.web.ListWrites.Retiring;
import org.jspecify.annotations.Nullable;

/**
 * A line of the responsibility list being edited, or made.
 *
 * @param line null where it is made
 * @param version of the list the editor has before them
 */
public record LinePage(@Nullable Category line, int version) {

  public Object filledIn() {
    return line == null ? NewLine.fresh(version) : Line.of(line, version);
  }

  public Object retiring() {
    return new Retiring(version, "");
  }
}
