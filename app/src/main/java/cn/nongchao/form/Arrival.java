package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * A parameter of a write that is made of the request itself: who comes without an account, and with
 * what. Asked before anything else is read and outside of the write's transaction, so that what is
 * counted against somebody stays counted though they are refused. A module offers one for each kind
 * that its writes take.
 *
 * @param <T> what is made
 */
public interface Arrival<T> {

  Class<T> type();

  Outcome<T> of(HttpServletRequest request, Given.Tree given);

  /**
   * The write is over, done or refused, and its transaction ended: what was counted for nothing can
   * be given back. Not called for those who were refused by {@link #of}.
   */
  default void left(T made) {}

  /** Names that programs may put into the query of an address instead of the body. */
  default List<String> query() {
    return List.of();
  }

  /** What was said under a name, in the body or else in the address; empty for nothing. */
  static String said(String name, HttpServletRequest request, Given.Tree given) {
    String text = given.part(name).text();
    if (text == null) text = request.getParameter(name);
    return text == null ? "" : text.strip();
  }
}
