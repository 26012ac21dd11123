package cn.nongchao.proof;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Of the acts in the demo events, one is found void and one is put right by the supervisor. */
@Component
class DemoCodes implements DemoStep {

  private static final DivisionCode STREET = new DivisionCode("330114003");

  private final Codes codes;
  private final CodeStore store;
  private final People people;

  DemoCodes(Codes codes, CodeStore store, People people) {
    this.codes = codes;
    this.store = store;
    this.people = people;
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public String name() {
    return "codes";
  }

  @Override
  public Text title() {
    return Text.of("行政行为码", "codes of acts");
  }

  @Override
  public void load() {
    List<UUID> acts = store.latest(4);
    List<PersonCard> supervisors = people.holders(LoopRoles.SUPERVISOR, STREET);
    if (acts.size() < 4 || supervisors.isEmpty()) return;
    PersonCard card = supervisors.getFirst();
    Grant grant = Grant.within(LoopRoles.SUPERVISOR, STREET);
    Viewer supervisor =
        new Viewer(card.id(), card.name(), card.organisation(), List.of(grant), "demo");
    codes.revoke(acts.get(2), "经复核，当事人不适格，予以撤销。", supervisor).orThrow();
    IssuedCode wrong = codes.find(acts.get(3)).orElseThrow();
    codes
        .correct(wrong.act(), Ids.next(), corrected(wrong), "处理情况漏记复查时限，予以补正。", supervisor)
        .orThrow();
  }

  private static List<Fact> corrected(IssuedCode code) {
    List<Fact> facts = new ArrayList<>(code.facts());
    facts.add(Fact.open(Text.of("复查", "Next check"), Text.of("三日内复查", "within three days")));
    return facts;
  }
}
