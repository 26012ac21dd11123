package cn.nongchao.launch;

import java.util.List;

/**
 * What {@code serve} prints on stdout before the ready line; a bean of this type tells it. For
 * secrets made on the first start, which are shown once and kept nowhere.
 */
@FunctionalInterface
public interface FirstWords {

  /** Lines to print; called once, they are forgotten afterwards. */
  List<String> take();
}
