package cn.nongchao.seal;

import java.util.function.Function;

/**
 * What reading something from outside gave: the thing itself, or the reason it was refused. Nothing
 * that reads outside bytes in this engine throws because of those bytes.
 */
public sealed interface Outcome<T> {

  /** The thing was read. */
  record Got<T>(T value) implements Outcome<T> {}

  /** The thing was refused. */
  record Refused<T>(Reason reason) implements Outcome<T> {}

  static <T> Outcome<T> of(T value) {
    return new Got<>(value);
  }

  static <T> Outcome<T> refuse(String zh, String en) {
    return new Refused<>(new Reason(zh, en));
  }

  static <T> Outcome<T> refuse(Reason reason) {
    return new Refused<>(reason);
  }

  /** Goes on with the thing if it was read; a refusal stays what it is. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Got<T>(T value) -> next.apply(value);
      case Refused<T>(Reason reason) -> new Refused<>(reason);
    };
  }

  /** Turns the thing into another if it was read. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return then(value -> new Got<>(change.apply(value)));
  }

  /**
   * The thing, where a refusal would be our own mistake.
   *
   * @throws IllegalStateException if it was refused; the message is the reason
   */
  default T orThrow() {
    return switch (this) {
      case Got<T>(T value) -> value;
      case Refused<T>(Reason reason) -> throw new IllegalStateException(reason.en());
    };
  }

  default boolean ok() {
    return this instanceof Got<T>;
  }
}
