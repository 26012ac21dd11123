package cn.nongchao.people.imports;

import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.Grants.GrantDraft;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.Papers.PostDraft;
import cn.nongchao.people.register.Papers.QualificationDraft;
import cn.nongchao.people.register.PersonDraft;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One row of a file of people as the drafts the register takes, and back to its columns. */
@Component
class PersonRows {

  private final Persons persons;
  private final Grants grants;
  private final Papers papers;

  PersonRows(Persons persons, Grants grants, Papers papers) {
    this.persons = persons;
    this.grants = grants;
    this.papers = papers;
  }

  List<Refusal> examine(
      Item item, @Nullable OrganisationId organisation, String role, Scope scope) {
    PersonId id = new PersonId(item.id());
    List<Refusal> wrong = new ArrayList<>(persons.examine(person(id, item, organisation), scope));
    if (!item.get("organisation").isEmpty()) {
      wrong.removeIf(r -> "organisation".equals(r.field()) && organisation == null);
    }
    if (!role.isEmpty()) {
      wrong.addAll(grants.examine(grant(id, item, organisation, role), scope));
    } else if (!item.get("division").isEmpty()) {
      wrong.add(Refusal.field("role", "填了授权区划，还需填角色", "a place is granted but no role"));
    }
    if (!item.get("licence").isEmpty()) {
      papers.examine(paper(id, item)).forEach(r -> wrong.add(renamed(r)));
    }
    if (!item.get("title").isEmpty() && item.get("organisation").isEmpty()) {
      wrong.add(Refusal.field("organisation", "填了职务，还需填单位", "a post needs an organisation"));
    }
    return wrong;
  }

  List<Refusal> write(
      PersonId id, Item item, @Nullable OrganisationId organisation, String role, Scope scope) {
    List<Supplier<Outcome<?>>> steps = new ArrayList<>();
    steps.add(() -> persons.create(person(id, item, organisation), scope));
    if (!item.get("title").isEmpty() && organisation != null) {
      steps.add(() ->
          papers.add(
              new PostDraft(Ids.next(), id, organisation.toString(), item.get("title"), "", ""),
              scope));
    }
    if (!role.isEmpty()) {
      steps.add(() -> grants.give(grant(id, item, organisation, role), scope));
    }
    if (!item.get("licence").isEmpty()) {
      steps.add(() -> papers.add(paper(id, item), scope));
    }
    for (Supplier<Outcome<?>> step : steps) {
      if (step.get() instanceof Outcome.Refused<?>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }

  private static Refusal renamed(Refusal refusal) {
    return "number".equals(refusal.field())
        ? new Refusal(refusal.code(), "licence", refusal.reason())
        : refusal;
  }

  private static PersonDraft person(PersonId id, Item item, @Nullable OrganisationId organisation) {
    return new PersonDraft(
        id,
        item.get("name"),
        item.get("login"),
        item.get("nationalId"),
        item.get("phone"),
        organisation,
        true,
        0);
  }

  /** Over the place named; where none is, over the organisation the person belongs to. */
  private static GrantDraft grant(
      PersonId id, Item item, @Nullable OrganisationId organisation, String role) {
    boolean byPlace = !item.get("division").isEmpty();
    String over = byPlace || organisation == null ? "" : organisation.toString();
    return new GrantDraft(Ids.next(), id, role, item.get("division"), over, "", "");
  }

  private static QualificationDraft paper(PersonId id, Item item) {
    return new QualificationDraft(
        Ids.next(),
        id,
        Qualification.LAW_ENFORCEMENT,
        item.get("licence"),
        item.get("issuer"),
        "",
        item.get("from"),
        item.get("to"));
  }
}
