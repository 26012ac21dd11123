package cn.nongchao.form;

import java.lang.reflect.Method;

/** Opens lists that no annotation declares, since what declares them is no method. */
public interface Listings {

  /**
   * @param said as the annotation would say it
   * @param method of the bean, as {@link Listing} describes it
   * @param about what its fields' choices depend on ({@link Asking#about()})
   */
  void open(Listing said, Object bean, Method method, Object about);
}
