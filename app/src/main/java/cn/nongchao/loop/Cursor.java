package cn.nongchao.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended.
 *
 * @param rank of the last row, as {@link Rank} says
 */
record Cursor(long rank, LoopId id) {

  static Cursor of(Loop loop) {
    return new Cursor(Rank.of(loop), loop.id());
  }

  /** Empty where the text is none of ours: the list then begins at the beginning. */
  static Optional<Cursor> read(@Nullable String text) {
    if (text == null) return Optional.empty();
    int dot = text.indexOf('.');
    if (dot < 1 || !text.substring(0, dot).matches("-?[0-9]{1,19}")) return Optional.empty();
    LoopId id = LoopId.read(text.substring(dot + 1));
    if (id == null) return Optional.empty();
    try {
      return Optional.of(new Cursor(Long.parseLong(text.substring(0, dot)), id));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  String text() {
    return rank + "." + id;
  }
}
