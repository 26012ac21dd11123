package cn.nongchao.cases;

import cn.nongchao.cases.EventPart.What;
import cn.nongchao.cases.Roster.Colleague;
import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Named;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.Acquaintances;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Somebody of a unit: of the one an event is sent to, or an officer of those that have it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StaffField extends Named<PersonId> {

  private static final Text UNLICENSED = Text.of("无有效执法证，不能执法", "no valid licence, cannot enforce");

  private final People people;
  private final Roster roster;
  private final EventFiles files;
  private final Acquaintances known;

  StaffField(People people, Roster roster, EventFiles files, Acquaintances known) {
    super(PersonId::read, people::names, Refusal.of("bad-input", "不是人员的编号", "no person's id"));
    this.people = people;
    this.roster = roster;
    this.files = files;
    this.known = known;
  }

  private static boolean is(FormField field, What what) {
    EventPart part = field.annotation(EventPart.class);
    return part != null && part.value() == what;
  }

  @Override
  public boolean serves(FormField field) {
    return is(field, What.COLLEAGUE) || is(field, What.OFFICER);
  }

  /** The units whose people may be named; empty while none is chosen. */
  private Set<OrganisationId> units(FormField field, Asking asking) {
    Set<OrganisationId> units = new LinkedHashSet<>();
    if (is(field, What.COLLEAGUE)) {
      OrganisationId to = OrganisationId.read(asking.beside("to"));
      if (to != null) units.add(to);
      return units;
    }
    Loop event = asking.about(Loop.class);
    return event == null ? units : files.hands(event);
  }

  @Override
  public @Nullable Refusal refuse(PersonId value, FormField field, Asking asking) {
    Set<OrganisationId> units = units(field, asking);
    boolean officer = is(field, What.OFFICER);
    if (units.isEmpty() && !officer) return null; // that no unit was chosen is said beside it
    boolean theirs = roster.isOf(value, units) || officer && isAssignee(value, asking);
    String name = people.name(value);
    // One that is offered is named; anybody else, to whoever knows them.
    if (name.equals("—") || !theirs && !known.knows(asking.caller(Viewer.class), value)) {
      return Refusal.of("bad-input", "没有这个人员", "there is no such person");
    }
    if (people.card(value).isEmpty()) {
      return Refusal.of("bad-input", "“" + name + "”已停用，请另选", "“" + name + "” is disabled");
    }
    if (!theirs) {
      return officer
          ? Refusal.of(
              "bad-input",
              "“" + name + "”不是承办或协办单位的人员",
              "“" + name + "” is of no unit that handles this or assists")
          : Refusal.of(
              "bad-input", "“" + name + "”不是所选单位的人员", "“" + name + "” is not of the unit chosen");
    }
    return officer && !roster.isLicensed(value) ? Enforcement.unlicensed(name) : null;
  }

  /** Whoever moved to another unit and kept it finishes it. */
  private static boolean isAssignee(PersonId person, Asking asking) {
    Loop event = asking.about(Loop.class);
    return event != null && person.equals(event.assignee());
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    List<Choice> all = new ArrayList<>();
    for (OrganisationId unit : units(field, asking)) {
      for (Colleague one : roster.colleagues(unit)) {
        boolean may = one.licensed() || !is(field, What.OFFICER);
        Choice choice = Choice.of(one.id().toString(), Text.same(one.name()));
        all.add(may ? choice.saying(one.licenceInWords()) : choice.saying(UNLICENSED).shut());
      }
    }
    Loop event = is(field, What.OFFICER) ? asking.about(Loop.class) : null;
    PersonId kept = event == null ? null : event.assignee();
    if (kept != null && all.stream().noneMatch(one -> one.value().equals(kept.toString()))) {
      all.add(Choice.of(kept.toString(), Text.same(people.name(kept))));
    }
    return all;
  }

  @Override
  public @Nullable List<Colleague> extra(List<String> values, FormField field, Asking asking) {
    return is(field, What.OFFICER)
        ? null
        : units(field, asking).stream().flatMap(u -> roster.colleagues(u).stream()).toList();
  }

  @Override
  public String widget(FormField field) {
    return is(field, What.OFFICER) ? "form/choices" : "cases/person";
  }
}
