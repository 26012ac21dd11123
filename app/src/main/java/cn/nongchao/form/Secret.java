package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text nobody may read over a shoulder, taken as typed and never shown again: a password. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Secret {
  /** What a browser fills in by itself, as {@code new-password}. */
  String autocomplete();
}
