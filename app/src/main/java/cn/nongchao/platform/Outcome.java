package cn.nongchao.platform;

import java.util.List;
import java.util.function.Function;

/** What became of a request: done with a value, or refused with reasons. */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Refused<T>(List<Refusal> reasons) implements Outcome<T> {
    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) throw new IllegalArgumentException("a refusal needs a reason");
    }

    /** The same refusal, for an outcome of another type. */
    public <U> Outcome<U> as() {
      return new Refused<>(reasons);
    }
  }

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal reason) {
    return new Refused<>(List.of(reason));
  }

  static <T> Outcome<T> refused(List<Refusal> reasons) {
    return new Refused<>(reasons);
  }

  default <U> Outcome<U> map(Function<? super T, ? extends U> f) {
    return switch (this) {
      case Done<T>(T value) -> new Done<>(f.apply(value));
      case Refused<T> refused -> refused.as();
    };
  }

  default <U> Outcome<U> then(Function<? super T, Outcome<U>> f) {
    return switch (this) {
      case Done<T>(T value) -> f.apply(value);
      case Refused<T> refused -> refused.as();
    };
  }

  /** The value, where a refusal would be a mistake of ours. */
  default T orThrow() {
    return switch (this) {
      case Done<T>(T value) -> value;
      case Refused<T>(List<Refusal> reasons) -> throw new RefusedUnexpectedly(reasons);
    };
  }

  default boolean isDone() {
    return this instanceof Done<T>;
  }
}
