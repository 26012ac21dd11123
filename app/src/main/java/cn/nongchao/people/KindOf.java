package cn.nongchao.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that names a kind of something, by its name or one of its words. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface KindOf {
  /** {@link Organisation}, {@link Qualification} or {@link Role}. */
  Class<?> value();
}
