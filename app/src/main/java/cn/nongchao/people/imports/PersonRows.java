package cn.nongchao.people.imports;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.NewPerson;
import cn.nongchao.people.register.NewPost;
import cn.nongchao.people.register.NewQualification;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One row of a file of people as the forms the register takes, and back to its columns. */
@Component
class PersonRows {

  /** What a row says; null for what it does not. */
  private record Row(
      @Nullable PersonFacts person,
      @Nullable NewPost post,
      @Nullable NewGrant grant,
      @Nullable NewQualification paper) {}

  private final Forms forms;
  private final Persons persons;
  private final Grants grants;
  private final Papers papers;

  PersonRows(Forms forms, Persons persons, Grants grants, Papers papers) {
    this.forms = forms;
    this.persons = persons;
    this.grants = grants;
    this.papers = papers;
  }

  List<Refusal> examine(Item item, @Nullable OrganisationId organisation, Scope scope) {
    List<Refusal> wrong = new ArrayList<>();
    Row row = read(item, organisation, scope, wrong);
    // Told beside whatever else is wrong, so that one look at the row is enough.
    wrong.addAll(
        persons.taken(
            new PersonId(item.id()),
            item.get("login"),
            row.person() == null ? null : row.person().nationalId()));
    if (row.paper() != null) papers.taken(row.paper()).forEach(r -> wrong.add(renamed(r)));
    return wrong;
  }

  List<Refusal> write(Item item, @Nullable OrganisationId organisation, Scope scope) {
    List<Refusal> wrong = new ArrayList<>();
    Row row = read(item, organisation, scope, wrong);
    if (!wrong.isEmpty()) return wrong;
    PersonId id = new PersonId(item.id());
    PersonFacts person = Objects.requireNonNull(row.person());
    List<Supplier<Outcome<?>>> steps = new ArrayList<>();
    steps.add(() -> persons.create(new NewPerson(item.id(), person, true), scope));
    NewPost post = row.post();
    if (post != null) steps.add(() -> papers.add(id, post, scope));
    NewGrant grant = row.grant();
    if (grant != null) steps.add(() -> grants.give(id, grant, scope));
    NewQualification paper = row.paper();
    if (paper != null) steps.add(() -> papers.add(id, paper, scope));
    for (Supplier<Outcome<?>> step : steps) {
      if (step.get() instanceof Outcome.Refused<?>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }

  private Row read(
      Item item, @Nullable OrganisationId organisation, Scope scope, List<Refusal> wrong) {
    Map<String, String> values = new HashMap<>(item.values());
    String unit = organisation == null ? "" : organisation.toString();
    values.put("organisation", unit);
    values.put("id", Ids.next().toString());
    PersonFacts person = form(PersonFacts.class, values, scope, wrong);
    NewPost post = null;
    if (!item.get("title").isEmpty() && item.get("organisation").isEmpty()) {
      wrong.add(Refusal.field("organisation", "填了职务，还需填单位", "a post needs an organisation"));
    } else if (!item.get("title").isEmpty()) {
      Map<String, String> told = new HashMap<>(values);
      told.keySet().removeAll(List.of("from", "to"));
      post = form(NewPost.class, told, scope, wrong);
    }
    NewGrant grant = null;
    if (!item.get("role").isEmpty()) {
      // Over the place named; where none is, over the organisation the person belongs to.
      Map<String, String> given = new HashMap<>(values);
      given.keySet().removeAll(List.of("from", "to"));
      if (!item.get("division").isEmpty()) given.remove("organisation");
      grant = form(NewGrant.class, given, scope, wrong);
    } else if (!item.get("division").isEmpty()) {
      wrong.add(Refusal.field("role", "填了授权区划，还需填角色", "a place is granted but no role"));
    }
    NewQualification paper = null;
    if (!item.get("licence").isEmpty()) {
      values.put("kind", Qualification.LAW_ENFORCEMENT);
      values.put("number", item.get("licence"));
      paper = form(NewQualification.class, values, scope, wrong);
    }
    return new Row(person, post, grant, paper);
  }

  private <R> @Nullable R form(
      Class<R> record, Map<String, String> values, Scope scope, List<Refusal> wrong) {
    return switch (forms.read(record, Given.row(values), new Asking(scope, null))) {
      case Outcome.Done<R>(R read) -> read;
      case Outcome.Refused<R>(List<Refusal> reasons) -> {
        reasons.forEach(r -> wrong.add(renamed(r)));
        yield null;
      }
    };
  }

  private static Refusal renamed(Refusal refusal) {
    return "number".equals(refusal.field())
        ? new Refusal(refusal.code(), "licence", refusal.reason())
        : refusal;
  }
}
