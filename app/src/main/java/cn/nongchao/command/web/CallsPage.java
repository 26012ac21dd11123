package cn.nongchao.command.web;

import cn.nongchao.loop.LoopLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whistles somebody may see, latest first.
 *
 * @param next where the next page begins; null at the end
 * @param mayCall whether the viewer may blow one
 */
public record CallsPage(List<LoopLine> lines, @Nullable String next, boolean mayCall) {

  public CallsPage {
    lines = List.copyOf(lines);
  }
}
