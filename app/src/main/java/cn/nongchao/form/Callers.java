package cn.nongchao.form;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Knows who sends a request; offered by the module that knows persons. */
public interface Callers {

  /** Null for somebody without an account. */
  @Nullable Caller of(HttpServletRequest request);

  /** Whether one of the roles is held; any account will do where none is named. */
  boolean holds(Caller caller, Collection<String> roles);

  /** Whether one of the roles is held over the whole installation. */
  boolean holdsEverywhere(Caller caller, Collection<String> roles);
}
