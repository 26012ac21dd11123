package cn.nongchao.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may use an address: anyone signed in who holds one of the roles; with no role named, anyone
 * signed in. What they then see is decided by scope, where the thing is read.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {
  Role[] value() default {};

  /** Whether it takes the person: their token for a machine may not do this, whatever it holds. */
  boolean inPerson() default false;
}
