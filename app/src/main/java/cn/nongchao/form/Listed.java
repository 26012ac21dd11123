package cn.nongchao.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page begins; null at the end
 * @param total how many there are in all; null where nobody counted
 * @param more whether counting stopped at {@code total} because there are more
 */
public record Listed<R>(List<R> items, @Nullable String next, @Nullable Long total, boolean more) {

  public Listed {
    items = List.copyOf(items);
  }

  /** Uncounted. */
  public static <R> Listed<R> of(List<R> items, @Nullable String next) {
    return new Listed<>(items, next, null, false);
  }
}
