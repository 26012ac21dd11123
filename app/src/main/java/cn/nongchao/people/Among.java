package cn.nongchao.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which persons, organisations or places a field may name. A field without it may name those that
 * lie where the caller's roles reach.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Among {

  /** How far. */
  enum Within {
    /** Where the caller holds a working role, and their own unit. */
    REACH,
    /** Where the caller holds one of the roles named. */
    ROLES,
    /**
     * The street of what the form is about ({@link Placed}); without such a thing, the caller's.
     */
    STREET,
    /** Anywhere: it is a name for something, and gives nothing to it. */
    ANYWHERE
  }

  Within within() default Within.REACH;

  /** For {@link Within#ROLES}. */
  String[] roles() default {};

  /** Kinds of organisation ({@link Organisation#KINDS}); all if empty. */
  String[] kinds() default {};

  /** For places: how low at least, as the number of digits of its code. */
  int digits() default 0;

  /** Whether a place may be named that is not there yet. */
  boolean unknownToo() default false;

  /** Whether nothing may be named by those too who do not reach the whole country. */
  boolean orNone() default true;

  /** Whether places beyond may be named too, though they are not offered. */
  boolean beyond() default false;

  /** Whether what is no longer active may be named. */
  boolean pastToo() default false;
}
