package cn.nongchao.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may use an address: anyone signed in who holds one of the roles, or one that may read what is
 * named; with neither named, anyone signed in. What they then see is decided by scope, where the
 * thing is read.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {

  /** Names of roles, by the constants of the module that declares them. */
  String[] value() default {};

  /** For what whatever role declares that it may be read ({@link Role#reads}). */
  Reading[] reading() default {};

  /** Whether it takes the person: their token for a machine may not do this, whatever it holds. */
  boolean inPerson() default false;
}
