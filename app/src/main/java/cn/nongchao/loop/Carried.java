package cn.nongchao.loop;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a move carries, and what it does beyond moving.
 *
 * @param record the form whoever makes the move fills in
 * @param needs what must be in it, as the drawing and the API say it
 * @param facts makes the kind's facts anew from what they were and what is carried; null leaves
 *     them
 * @param performs a facade's method that makes the move; null where nothing is to be done beside
 * @param until by when the whole must be closed from now on; null leaves it
 * @param then what follows in the same transaction; null for nothing
 * @param proposes what the form holds before anybody touches it; null for nothing
 */
public record Carried<R>(
    Class<R> record,
    Set<Need> needs,
    @Nullable BiFunction<Object, R, Object> facts,
    @Nullable Performs<R> performs,
    @Nullable Function<R, @Nullable LocalDate> until,
    @Nullable Performs<R> then,
    @Nullable Function<Loop, @Nullable R> proposes) {

  public Carried {
    needs = Set.copyOf(needs);
  }

  static <R> Carried<R> of(Class<R> record, Set<Need> needs) {
    return new Carried<>(record, needs, null, null, null, null, null);
  }
}
