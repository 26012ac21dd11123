package cn.nongchao.cases;

import cn.nongchao.cases.EventPart.What;
import cn.nongchao.form.Asking;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Named;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.Acquaintances;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A unit of the event's street that takes events. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnitField extends Named<OrganisationId> {

  private final Organisations organisations;
  private final Roster roster;
  private final EventFiles files;
  private final Acquaintances known;

  UnitField(Organisations organisations, Roster roster, EventFiles files, Acquaintances known) {
    super(
        OrganisationId::read,
        organisations::names,
        Refusal.of("bad-input", "不是单位的编号", "no organisation's id"));
    this.organisations = organisations;
    this.roster = roster;
    this.files = files;
    this.known = known;
  }

  @Override
  public boolean serves(FormField field) {
    EventPart part = field.annotation(EventPart.class);
    return part != null && part.value() == What.UNIT;
  }

  @Override
  public @Nullable Refusal refuse(OrganisationId value, FormField field, Asking asking) {
    Organisation unit = organisations.named(value).orElse(null);
    Loop event = asking.about(Loop.class);
    boolean here =
        unit != null
            && (event == null || Roster.street(event.division()).contains(unit.division()));
    // One that is offered is named; any other, to whoever knows it.
    boolean named = event != null && here;
    if (unit == null || !named && !known.knows(asking.caller(Viewer.class), unit)) {
      return Refusal.of("bad-input", "没有这个单位", "there is no such organisation");
    }
    String name = unit.name();
    if (!unit.active()) {
      return Refusal.of("bad-input", "“" + name + "”已停用，请另选", "“" + name + "” is disabled");
    }
    if (!Roster.KINDS.contains(unit.kind())) {
      return Refusal.of(
          "bad-input",
          "“" + name + "”是" + unit.kindTitle().zh() + "，不能承办事件",
          "“" + name + "” is a " + unit.kindTitle().en() + " and takes no events");
    }
    return here
        ? null
        : Refusal.of(
            "bad-input",
            "“" + name + "”不在事件所在的街道",
            "“" + name + "” is not of the street the event is in");
  }

  /** With what they have in hand, whoever leads by the list first. */
  @Override
  public List<Roster.Target> extra(List<String> values, FormField field, Asking asking) {
    Loop event = asking.about(Loop.class);
    if (event == null) return List.of();
    return roster.targets(
        event.division(), files.facts(event.id()).flatMap(files::line).orElse(null));
  }

  @Override
  public String widget(FormField field) {
    return field.isMany() ? "cases/units" : "cases/unit";
  }
}
