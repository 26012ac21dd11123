package cn.nongchao.form;

import org.jspecify.annotations.Nullable;

/**
 * What the templates around a list show beside its rows, told as a bean by the module whose list it
 * is; they take it as {@code beside}.
 */
public interface Beside {

  /** Name of the list. */
  String list();

  Object tell(@Nullable Caller caller);
}
