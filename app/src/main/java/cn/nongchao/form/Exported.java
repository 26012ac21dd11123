package cn.nongchao.form;

import org.jspecify.annotations.Nullable;

/**
 * Told of every list that somebody takes out as a file; offered by the module that keeps account.
 */
public interface Exported {

  /**
   * @param list its name
   * @param file xlsx or csv
   * @param rows how many it holds
   */
  void exported(String list, String file, long rows, @Nullable Caller by);
}
