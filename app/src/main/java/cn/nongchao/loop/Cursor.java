package cn.nongchao.loop;

import java.util.Optional;

/**
 * Where a page of a list ended.
 *
 * @param rank of the last row, as {@link Rank} says
 * @param asked what was asked for: the end of one list is no place in another
 */
record Cursor(long rank, LoopId id, String asked) {

  static Cursor of(Loop loop, LoopQuery query) {
    return new Cursor(Rank.of(loop), loop.id(), query.asked());
  }

  /** Empty where it is no end of a page of this query: the list then begins at the beginning. */
  static Optional<Cursor> read(LoopQuery query) {
    String[] parts = query.after() == null ? new String[0] : query.after().split("\\.", 4);
    if (parts.length != 3 || !parts[0].matches("-?[0-9]{1,19}")) return Optional.empty();
    LoopId id = LoopId.read(parts[1]);
    if (id == null || !parts[2].equals(query.asked())) return Optional.empty();
    try {
      return Optional.of(new Cursor(Long.parseLong(parts[0]), id, parts[2]));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  String text() {
    return rank + "." + id + "." + asked;
  }
}
