package cn.nongchao.loop;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a loop of a kind is opened.
 *
 * @param record the form
 * @param by who may, over the place the form names: a holder over it, a member of a unit seated
 *     around it
 * @param beginning what the form makes of the loop
 * @param then what follows in the same transaction; null for nothing
 */
public record Begins<R>(
    Class<R> record, List<Who> by, Function<R, Beginning> beginning, @Nullable Performs<R> then) {

  public Begins {
    by = List.copyOf(by);
  }
}
