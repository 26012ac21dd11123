package cn.nongchao.people.fields;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** A place is within reach where a role is held over it or over what contains it. */
@Component
class PlaceReach implements Reach<DivisionCode> {

  private final Divisions divisions;

  PlaceReach(Divisions divisions) {
    this.divisions = divisions;
  }

  @Override
  public Class<DivisionCode> type() {
    return DivisionCode.class;
  }

  @Override
  public Outcome<DivisionCode> find(String text, Caller caller, Collection<String> roles) {
    DivisionCode place = text.equals("*") ? DivisionCode.ALL : DivisionCode.read(text);
    boolean known =
        place != null && (place.equals(DivisionCode.ALL) || divisions.find(place).isPresent());
    return place != null && known && within(place, caller, roles)
        ? Outcome.done(place)
        : Outcome.refused(
            Refusal.of("not-found", "没有这个区划，或不在您的范围内", "no such place, or not yours"));
  }

  @Override
  public Outcome<DivisionCode> reaches(
      DivisionCode place, Caller caller, Collection<String> roles) {
    return within(place, caller, roles)
        ? Outcome.done(place)
        : Outcome.refused(
            Refusal.of("not-allowed", "这个区划不在您的范围内", "this place is beyond your places"));
  }

  private static boolean within(DivisionCode place, Caller caller, Collection<String> roles) {
    return ((Viewer) caller).places(roles).stream().anyMatch(own -> own.contains(place));
  }
}
