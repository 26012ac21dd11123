package cn.nongchao.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes out by one way at once.
 *
 * @param id the same each time it is tried, so that whoever gets it twice can tell
 * @param title in one line
 * @param items what is told; empty where the way itself is tried
 * @param text in place of items; null where there are some
 */
record Letter(UUID id, Way way, String title, List<Item> items, @Nullable String text) {

  /**
   * One notice in words.
   *
   * @param link address of its page, whole
   */
  record Item(Notice notice, String line, String link) {}

  Letter {
    items = List.copyOf(items);
  }

  /** Everything in plain text. */
  String plain() {
    if (text != null) return text;
    StringBuilder all = new StringBuilder();
    for (Item item : items) {
      all.append(item.line()).append('\n').append(item.link()).append('\n');
    }
    return all.toString().strip();
  }

  Instant at() {
    return items.isEmpty() ? Instant.EPOCH : items.getLast().notice().at();
  }
}
