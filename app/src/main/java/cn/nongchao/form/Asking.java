package cn.nongchao.form;

import org.jspecify.annotations.Nullable;

/**
 * Who fills in a form, and about what: what may be chosen depends on both.
 *
 * @param caller null for somebody without an account
 * @param about the thing a form is about, such as the loop to be moved, or what it begins as; null
 *     for none
 */
public record Asking(@Nullable Caller caller, @Nullable Object about) {

  private static final Asking NOBODY = new Asking(null, null);

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
    return new Asking(caller, thing);
  }
}
