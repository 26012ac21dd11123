package cn.nongchao.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, read by key so that the hundredth page costs what the first does.
 *
 * @param next where the next page begins, opaque to the reader; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {

  public Slice {
    items = List.copyOf(items);
  }

  /** From up to {@code limit + 1} rows read: the extra row only tells that there is more. */
  public static <T> Slice<T> of(List<T> rows, int limit, Function<T, String> key) {
    if (rows.size() <= limit) return new Slice<>(rows, null);
    List<T> shown = rows.subList(0, limit);
    return new Slice<>(shown, key.apply(shown.getLast()));
  }
}
