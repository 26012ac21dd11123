package cn.nongchao.loop.web;

import cn.nongchao.loop.Box;
import cn.nongchao.loop.LoopLine;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbox of one person.
 *
 * @param turn whether only loops are shown that wait for the viewer
 * @param kind chosen; empty for all
 * @param stage chosen, as {@code kind/STAGE}; empty for all
 * @param division chosen; empty for all
 * @param next link to the next page; null on the last
 * @param filtered whether anything but the box narrows the list
 * @param unprepared how much the installation still needs before its first day's work; 0 for those
 *     who cannot do it
 * @param citizen whether the reader only reports
 */
public record InboxPage(
    Box box,
    List<Tab> tabs,
    boolean turn,
    boolean late,
    boolean today,
    String state,
    String kind,
    String stage,
    String division,
    String text,
    List<Choice> kinds,
    List<Choice> stages,
    List<Choice> divisions,
    List<LoopLine> lines,
    @Nullable String next,
    boolean filtered,
    int unprepared,
    boolean citizen) {

  /**
   * @param count of open loops that wait for the viewer, up to 100
   * @param late of them, past a deadline
   */
  public record Tab(Box box, int count, int late) {}

  /** One line of a select. */
  public record Choice(String value, Text title) {}

  public InboxPage {
    tabs = List.copyOf(tabs);
    lines = List.copyOf(lines);
  }

  /** How many filters behind the fold narrow the list. */
  public int active() {
    boolean[] narrowing = {
      !kind.isEmpty(), !stage.isEmpty(), !division.isEmpty(), !state.equals("OPEN"), late, today
    };
    int count = 0;
    for (boolean one : narrowing) if (one) count++;
    return count;
  }
}
