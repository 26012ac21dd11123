package cn.nongchao.cases.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What things are called, for pages. */
@Component
class Names {

  private final People people;
  private final Organisations organisations;
  private final Divisions divisions;

  Names(People people, Organisations organisations, Divisions divisions) {
    this.people = people;
    this.organisations = organisations;
    this.divisions = divisions;
  }

  String of(PersonId person) {
    return people.name(person);
  }

  String of(OrganisationId organisation) {
    return organisations.name(organisation);
  }

  /** Several, with the comma both languages can read. */
  String of(List<OrganisationId> all) {
    Map<OrganisationId, String> found = organisations.names(all);
    return String.join("、", all.stream().map(id -> found.getOrDefault(id, "—")).toList());
  }

  Map<OrganisationId, String> organisations(Collection<OrganisationId> ids) {
    return organisations.names(ids);
  }

  String place(DivisionCode code) {
    return divisions.path(code);
  }
}
