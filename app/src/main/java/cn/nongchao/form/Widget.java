package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A template of its own for a field, or for a record that is one field to a person though it has
 * several components (a position with its map). The template takes {@code ui} and {@code field}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Widget {
  /** Below {@code src/main/jte}, without its ending. */
  String value();
}
