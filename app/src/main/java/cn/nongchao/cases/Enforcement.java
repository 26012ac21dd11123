package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What handling by enforcement must satisfy: two officers at least (行政处罚法 2021 第四十二条), the one who
 * records it among them.
 */
@Component
class Enforcement {

  List<Refusal> check(Handling handling, Actor actor) {
    if (handling.disposition() != Disposition.ENFORCE) return checkNoAct(handling);
    List<Refusal> wrong = new ArrayList<>();
    if (handling.act() == null) {
      wrong.add(Refusal.field("act", "请选择执法行为", "choose what was done in law"));
    }
    if (Set.copyOf(handling.officers()).size() < 2) {
      wrong.add(
          Refusal.field("officers", "执法应由两名以上执法人员进行", "enforcement takes at least two officers"));
    }
    PersonId acting = actor.person();
    if (acting != null && !handling.officers().contains(acting)) {
      wrong.add(
          Refusal.field(
              "officers", "填报人应为执法人员之一", "whoever records it must be one of the officers"));
    }
    return wrong;
  }

  private static List<Refusal> checkNoAct(Handling handling) {
    return handling.act() == null
        ? List.of()
        : List.of(Refusal.field("act", "只有执法才有执法行为", "only enforcement carries an act of law"));
  }
}
