package cn.nongchao.form;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who fills in a form, and about what: what may be chosen depends on both.
 *
 * @param caller null for somebody without an account
 * @param about the thing a form is about, such as the loop to be moved, or what it begins as; null
 *     for none
 * @param beside what the fields of the same form say, as typed: a person is of the unit chosen
 */
public record Asking(
    @Nullable Caller caller, @Nullable Object about, Map<String, List<String>> beside) {

  private static final Asking NOBODY = new Asking(null, null);

  public Asking {
    beside = Map.copyOf(beside);
  }

  public Asking(@Nullable Caller caller, @Nullable Object about) {
    this(caller, about, Map.of());
  }

  public static Asking nobody() {
    return NOBODY;
  }

  /** The caller, where they are known as this. */
  public <C extends Caller> @Nullable C caller(Class<C> type) {
    return type.isInstance(caller) ? type.cast(caller) : null;
  }

  /** The thing it is about, where it is one of these. */
  public <A> @Nullable A about(Class<A> type) {
    return type.isInstance(about) ? type.cast(about) : null;
  }

  public Asking about(@Nullable Object thing) {
    return new Asking(caller, thing, beside);
  }

  /** The same, where these fields say so much. */
  public Asking beside(Map<String, List<String>> fields) {
    return new Asking(caller, about, fields);
  }

  /** What another field of the form says; null for nothing. */
  public @Nullable String beside(String field) {
    List<String> typed = beside.get(field);
    return typed == null || typed.isEmpty() ? null : typed.getFirst();
  }
}
