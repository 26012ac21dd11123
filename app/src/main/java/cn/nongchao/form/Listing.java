package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A list, declared once: a page with its filters, sortable columns and exports, and a program's
 * request with the same parameters, all come to this method.
 *
 * <p>The method is one of a bean marked {@link Doors}. Its parameters are, in any order: parts of
 * the address by name, one record that is the query (its fields are the filters), the {@link Page},
 * the {@link Caller}. It answers {@link Listed} rows, or an {@link cn.nongchao.platform.Outcome} of
 * them. The row is a record: components with a {@link Field} are columns, the others are for
 * programs alone. Who may is said by the same annotations as of any handler; how far they see, by
 * what the method reads.
 *
 * <p>At both addresses with {@code .xlsx} or {@code .csv} behind them stands what is filtered,
 * whole.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Listing {

  /** One of its own, kebab-case. */
  String name();

  /** Heading of the page, Chinese; also the name of an exported file. */
  String zh();

  /** Heading of the page, English. */
  String en();

  /** Path of the page; empty where there is none, or one of its own. */
  String page() default "";

  /**
   * Path of a page of its own that shows the same, with the same parameters: the files stand behind
   * it. Empty where there is a page of the list.
   */
  String files() default "";

  /** Path for programs; below {@code /api/v1/}. */
  String api();

  /** Summary for programs; the heading if empty. */
  String summary() default "";

  /** More for programs than the summary says. */
  String about() default "";

  /** What to do where there is nothing, Chinese. */
  String emptyZh() default "";

  String emptyEn() default "";

  /** Template of what stands beside the heading; takes {@code ui} and {@code list}. */
  String head() default "";

  /** Template of what stands above the list; takes {@code ui} and {@code list}. */
  String aside() default "";

  /** Template of a last cell for each row, as its buttons; takes {@code ui} and {@code row}. */
  String row() default "";

  /** Rows an export has at most; beyond, it is refused. */
  int most() default 100_000;
}
