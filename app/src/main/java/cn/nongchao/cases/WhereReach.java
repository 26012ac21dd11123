package cn.nongchao.cases;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Somewhere is within reach of who holds a role over it, by its code or as its position says. */
@Component
class WhereReach implements Reach<Where> {

  private final Divisions divisions;

  WhereReach(Divisions divisions) {
    this.divisions = divisions;
  }

  @Override
  public Class<Where> type() {
    return Where.class;
  }

  @Override
  public Outcome<Where> find(String text, Caller caller, Collection<String> roles) {
    throw new UnsupportedOperationException("no address names one");
  }

  @Override
  public Outcome<Where> reaches(Where where, Caller caller, Collection<String> roles) {
    DivisionCode place = where.place(divisions);
    if (place == null) return Outcome.refused(Refusal.field("division", "请选择地点", "choose a place"));
    return ((Viewer) caller).places(roles).stream().anyMatch(own -> own.contains(place))
        ? Outcome.done(where)
        : Outcome.refused(Refusal.field("division", "不在您负责的范围内", "only for places you answer for"));
  }
}
