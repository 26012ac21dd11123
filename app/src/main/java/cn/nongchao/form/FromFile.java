package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that on a page is typed or sent as a file in UTF-8, under the field's name and {@code File};
 * the file counts where there is one. A program sends the text.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FromFile {
  /** As a browser's file input takes it, such as {@code .csv,text/csv}. */
  String accept();

  /** Bytes at most. */
  int most() default 1_000_000;
}
