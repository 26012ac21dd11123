package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column by which a list may be sorted. The first such column of a row is that by which it stands
 * unless asked otherwise.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Sortable {

  /**
   * What the database sorts by: never null there, and the same value as the component's, of which
   * absence counts as empty text.
   */
  String value();

  /** The component whose value that is, where it is another than this one. */
  String by() default "";

  /** Whether the largest comes first unless asked otherwise. */
  boolean descending() default false;
}
