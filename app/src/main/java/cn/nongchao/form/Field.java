package cn.nongchao.form;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The words of one field: a component of a form's record, or a column where the record is a row of
 * a list. A component without it is asked of nobody on a page: ids and versions that a page knows.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** Label, Chinese. */
  String zh();

  /** Label, English. */
  String en();

  String hintZh() default "";

  String hintEn() default "";

  /** Who will read it, said beside it. */
  Readers readers() default Readers.UNSAID;

  /** A value as it may be sent, for the schema. */
  String example() default "";

  /** Name under which an entry keeps it; {@link #NOT_KEPT} where the entry says it elsewhere. */
  String kept() default "";

  /** For {@link #kept}: what the move itself says, as who has the loop from then on. */
  String NOT_KEPT = "-";
}
