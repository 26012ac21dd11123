package cn.nongchao.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** This address takes files. Of one that does not say so no form in parts is read. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakesFiles {

  /** For the fields beside a file, and the lines between the parts: bytes. */
  int FIELDS = 1 << 20;

  /** What a page's form may carry of somebody signed in, all files together: bytes. */
  long FORM = 100L << 20;

  /** The same where nobody need be signed in; with a script each file comes by itself. */
  long OPEN_FORM = 40L << 20;

  /** The files, in bytes; {@link #FIELDS} may come beside them. */
  long most();
}
