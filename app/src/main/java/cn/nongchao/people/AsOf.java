package cn.nongchao.people;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What units and places are called within it is what they were called at a moment. */
public final class AsOf {

  private static final ScopedValue<Instant> AT = ScopedValue.newInstance();

  private AsOf() {}

  /** Asks with the names of a moment; with those of today where there is none. */
  public static <T> T at(@Nullable Instant moment, Supplier<T> asked) {
    return moment == null ? asked.get() : ScopedValue.where(AT, moment).call(asked::get);
  }

  static @Nullable Instant moment() {
    return AT.isBound() ? AT.get() : null;
  }
}
