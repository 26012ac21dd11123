package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import java.util.Collection;

/**
 * How far somebody's roles reach over things of one kind; a module offers one for each kind that
 * its writes are about.
 *
 * @param <T> names such a thing
 */
public interface Reach<T> {

  Class<T> type();

  /**
   * The thing an address names.
   *
   * @param roles those for which the write or list is open; one must be held over the thing
   * @return refused as not found where there is none, or none for this caller: an address tells
   *     nobody what else there is
   */
  Outcome<T> find(String text, Caller caller, Collection<String> roles);

  /** The same for a thing named in a form, where the refusal stands beside its field. */
  Outcome<T> reaches(T thing, Caller caller, Collection<String> roles);
}
