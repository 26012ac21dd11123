package cn.nongchao.loop;

import cn.nongchao.people.Viewer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a loop's page, offered as a bean by a module where its own is better than the general
 * one, or where the general page has none. The template takes {@code ui} and what is named here.
 */
public interface KindSlot {

  /** Where it stands on the page. */
  enum Place {
    /** In place of the title and facts. */
    FACTS,
    /** Above the moves. */
    ABOVE_MOVES,
    /** Below the moves. */
    BELOW_MOVES,
    /** In the second column, above the drawing: a map. */
    ASIDE,
    /** In place of the whole record's heading and timeline. */
    RECORD,
    /** At the end of the sheet that is printed. */
    PRINTED
  }

  /** Kind of loop; {@code *} for every kind. */
  String kind();

  Place place();

  /** Template below {@code src/main/jte}. */
  String template();

  /** Where the page leads after a move with this entry's id; null for the loop's own page. */
  default @Nullable String after(Loop loop, String entry) {
    return null;
  }

  /** What the template takes beside {@code ui}; null where there is nothing to show. */
  @Nullable Map<String, Object> shown(Loop loop, LoopView view, Viewer viewer);
}
