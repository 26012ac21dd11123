package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write, declared once: a page's POST and a program's request both come to this method, with the
 * same reading, the same rights, the same refusals, in one transaction that a refusal undoes.
 *
 * <p>The method is one of a bean marked {@link Doors}. Its parameters are, in any order: parts of
 * the address by name (one marked {@link On}), one record that is the form, the {@link Caller}. It
 * answers an {@link cn.nongchao.platform.Outcome} whose value a program is given.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Write {

  /** One of its own, kebab-case: a page asks for the form by it. */
  String name();

  /** The button, Chinese. */
  String zh();

  /** The button, English; also the summary for programs. */
  String en();

  /** Where the page posts it; empty where no page does. */
  String page() default "";

  /** Method and path for programs, as {@code POST /api/v1/things/{id}/repairs}. */
  String api();

  /** Roles of which one is needed; none for anyone signed in. */
  String[] by() default {};

  /** Over what the role must be held. */
  Over over();

  /** Whether it takes the person: a token for a machine may not. */
  boolean inPerson() default false;

  /**
   * The page on which the form stands, shown again when it is refused; the page posted to if "".
   */
  String back() default "";

  /**
   * The page it leads to; that on which it stands if empty. In braces stand parts of the address,
   * fields of the form, or what the result says of itself.
   */
  String to() default "";

  /** What is said before it is done, where it has to be pressed once more: what will end by it. */
  String sureZh() default "";

  String sureEn() default "";

  /** What is said when it was done; from the button's words if empty. */
  String doneZh() default "";

  String doneEn() default "";

  /** Whether the page shows what came of it once, instead of leading on: a new password. */
  boolean shown() default false;

  /** Address of what is made, for programs: they are answered 201. As {@link #to}. */
  String makes() default "";

  /** More for programs than the summary says. */
  String about() default "";
}
