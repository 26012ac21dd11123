package cn.nongchao.people.register;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** A place is within reach where it lies in the places of a role. All may know that it is there. */
@Component
class PlaceReach implements Reach<DivisionCode> {

  @Override
  public Class<DivisionCode> type() {
    return DivisionCode.class;
  }

  @Override
  public Outcome<DivisionCode> find(String text, Caller caller, Collection<String> roles) {
    DivisionCode code = DivisionCode.read(text);
    return code == null
        ? Outcome.refused(Refusal.of("not-found", "没有这个区划", "there is no such place"))
        : reaches(code, caller, roles);
  }

  @Override
  public Outcome<DivisionCode> reaches(
      DivisionCode place, Caller caller, Collection<String> roles) {
    return Scope.of((Viewer) caller, roles).covers(place)
        ? Outcome.done(place)
        : Outcome.refused(Refusal.of("not-allowed", "不在您的管辖范围内", "outside your scope"));
  }
}
