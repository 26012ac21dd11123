package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Page;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.AuditLog;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.register.WholeNumbers;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;

/** Persons, organisations and what happened to them, within the scope of whoever asks. */
@Doors
class RegisterLists {

  private final PersonLists persons;
  private final BodyLists bodies;
  private final AuditLog log;
  private final WholeNumbers numbers;

  RegisterLists(PersonLists persons, BodyLists bodies, AuditLog log, WholeNumbers numbers) {
    this.numbers = numbers;
    this.persons = persons;
    this.bodies = bodies;
    this.log = log;
  }

  @Needs(reading = Reading.REGISTER)
  @Listing(
      name = "persons",
      zh = "人员",
      en = "People",
      page = "/people",
      api = "/api/v1/persons",
      summary = "Persons within your scope; numbers are masked",
      emptyZh = "没有符合条件的人员。换个条件，或新增、导入人员。",
      emptyEn = "Nobody matches. Change the filter, or add or import people.",
      head = "people/persons-head")
  Outcome<Listed<PersonLists.Row>> persons(
      PersonLists.Query query, Page<PersonLists.Row> page, Viewer viewer) {
    Scope scope = Scope.reading(viewer, Reading.REGISTER);
    String number = query.wholeNumber();
    Refusal enough = number == null ? null : numbers.ask(number, scope);
    return enough == null
        ? Outcome.done(persons.list(query, page, scope))
        : Outcome.refused(enough);
  }

  @Needs(reading = Reading.REGISTER)
  @Listing(
      name = "organisations",
      zh = "单位",
      en = "Organisations",
      page = "/organisations",
      api = "/api/v1/organisations",
      summary = "Organisations within your scope",
      emptyZh = "没有符合条件的单位。换个条件，或新增、导入单位。",
      emptyEn = "No organisation matches. Change the filter, or add or import organisations.",
      head = "people/organisations-head")
  Listed<BodyLists.Row> organisations(
      BodyLists.Query query, Page<BodyLists.Row> page, Viewer viewer) {
    return bodies.list(query, page, Scope.reading(viewer, Reading.REGISTER));
  }

  @Needs(reading = Reading.AUDIT)
  @Listing(
      name = "audit",
      zh = "审计日志",
      en = "Audit log",
      page = "/audit",
      api = "/api/v1/audit",
      summary = "The audit log, the latest first",
      about = "action: a name of /audit/actions.")
  Listed<AuditLog.Row> audit(AuditLog.Query query, Page<AuditLog.Row> page, Viewer viewer) {
    return log.list(query, page, Scope.reading(viewer, Reading.AUDIT));
  }
}
