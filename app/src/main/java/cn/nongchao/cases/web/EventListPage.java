package cn.nongchao.cases.web;

import cn.nongchao.loop.Box;
import cn.nongchao.people.Division;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of events, with the filters it was asked for.
 *
 * @param due {@code late}, {@code today} or empty
 * @param places villages that can be filtered by
 * @param asked what the files are asked by; empty where the address asks for what there is not
 * @param nextLink address of the next page; null at the end
 */
public record EventListPage(
    String q,
    String state,
    String stage,
    String due,
    Box box,
    String division,
    List<Division> places,
    boolean mayReport,
    List<Row> rows,
    String asked,
    @Nullable String nextLink) {

  /**
   * One event, shaped for the list.
   *
   * @param due when somebody must have acted next
   * @param late whether that has passed
   */
  public record Row(
      String id,
      String number,
      String title,
      Text stage,
      String tone,
      String place,
      String handler,
      Instant openedAt,
      @Nullable Instant due,
      @Nullable Instant closedAt,
      boolean late) {}

  public EventListPage {
    places = List.copyOf(places);
    rows = List.copyOf(rows);
  }

  /** How many filters narrow the list. */
  public int active() {
    boolean[] narrowing = {
      !q.isEmpty(), !state.equals("open"), !stage.isEmpty(), !due.isEmpty(), !division.isEmpty()
    };
    int count = box == Box.ALL ? 0 : 1;
    for (boolean one : narrowing) if (one) count++;
    return count;
  }
}
