package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asked only where another field of the same record says one of these. Elsewhere what was sent is
 * left out, and nothing is missing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface When {
  /** Name of the other component, declared before. */
  String field();

  /** As it is sent: an enum's constant, {@code true}. */
  String[] is();
}
