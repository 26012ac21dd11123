package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column of a file that has two days in one cell, as 2023.5.1-2028.4.30; a cell with one day has
 * the last. They go into two other fields of the same record.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Spans {
  /** Name of the field for the first day. */
  String from();

  /** Name of the field for the last day. */
  String to();
}
