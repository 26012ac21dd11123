package cn.nongchao.cases;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of an event's move names; each is served by a kind of its own. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface EventPart {

  What value();

  /** What. */
  enum What {
    /** A unit of the event's street that takes events. */
    UNIT,
    /** A person of the unit chosen in the same form. */
    COLLEAGUE,
    /** Somebody licensed, of a unit that handles the event or assists. */
    OFFICER,
    /** Another event. */
    OTHER
  }
}
