package cn.nongchao.people.access;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Callers;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the forms who sends them. */
@Component
class CallersOfRequests implements Callers {

  @Override
  public @Nullable Caller of(HttpServletRequest request) {
    return SessionFilter.viewer(request);
  }

  @Override
  public boolean holds(Caller caller, Collection<String> roles) {
    return roles.isEmpty() || ((Viewer) caller).holdsAny(roles);
  }

  @Override
  public boolean holdsEverywhere(Caller caller, Collection<String> roles) {
    return ((Viewer) caller).places(roles).contains(DivisionCode.ALL);
  }
}
