package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.NewPerson;
import cn.nongchao.people.register.NewPost;
import cn.nongchao.people.register.NewQualification;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.PersonChange;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.register.Transfer;
import cn.nongchao.people.register.Transfers;
import cn.nongchao.people.register.Unmasking;
import cn.nongchao.platform.Outcome;
import java.util.UUID;

/** Persons and what is written into their files; answered is the file, numbers masked. */
@Doors
class PersonWrites {

  private static final String PAGE = "/people/{id}";
  private static final String API = "/api/v1/persons/{id}";
  private static final String ONCE = "Sent twice with one id, it is written once.";

  private final Persons persons;
  private final Grants grants;
  private final Papers papers;
  private final Unmasking unmasking;
  private final PersonLists lists;
  private final Transfers transfers;

  PersonWrites(
      Persons persons,
      Grants grants,
      Papers papers,
      Unmasking unmasking,
      PersonLists lists,
      Transfers transfers) {
    this.transfers = transfers;
    this.persons = persons;
    this.grants = grants;
    this.papers = papers;
    this.unmasking = unmasking;
    this.lists = lists;
  }

  private <T> Outcome<Sheet> file(Outcome<T> written, PersonId id, Scope scope) {
    return written.then(done -> lists.file(id, scope));
  }

  @Write(
      name = "person-created",
      zh = "建立人员档案",
      en = "Make a person's file",
      page = "/people",
      back = "/people/new",
      to = PAGE,
      api = "POST /api/v1/persons",
      makes = API,
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about = ONCE + " Numbers come back masked.",
      doneZh = "已建立人员档案，接着可授权、登记资格",
      doneEn = "The file is made: add grants and qualifications next")
  Outcome<Sheet> create(NewPerson person, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return persons.create(person, scope).then(id -> lists.file(id, scope));
  }

  @Write(
      name = "person-changed",
      zh = "保存",
      en = "Save the person",
      page = PAGE + "/edit",
      to = PAGE,
      api = "PUT " + API,
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "Change, disable or enable. Takes the whole record; numbers left out stay as they are."
              + " Whoever is disabled hands over (handOvers, as a move does) or says leaving."
              + " Name the version you saw; 409 says that it was changed since, by yourself where"
              + " you send it twice.",
      doneZh = "已保存",
      doneEn = "Saved")
  Outcome<Sheet> change(@On PersonId id, PersonChange person, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(transfers.change(id, person, scope), id, scope);
  }

  @Write(
      name = "person-moved",
      zh = "调动",
      en = "Move the person to another unit",
      page = PAGE + "/move",
      to = PAGE,
      api = "POST " + API + "/move",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "Unit, post and roles from a day on, at once or on that day; posts and grants held now"
              + " end then. handOvers: of what GET "
              + API
              + "/open-work names, what is handed over then, as “id:person” or “id:unit”; the rest"
              + " they finish themselves. "
              + ONCE,
      doneZh = "已办理调动",
      doneEn = "Moved, or to be moved on the day")
  Outcome<Sheet> move(@On PersonId id, Transfer transfer, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(transfers.move(id, transfer, scope), id, scope);
  }

  @Write(
      name = "person-move-cancelled",
      zh = "取消这次调动",
      en = "Call off the move",
      page = PAGE + "/moves/{transfer}/cancel",
      back = PAGE,
      api = "POST " + API + "/moves/{transfer}/cancel",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "One that is still to come (ahead in the person's file). Posts and grants go on as if it"
              + " had not been ordered. Called off before, it is not found.",
      doneZh = "调动已取消，原任职和授权照旧",
      doneEn = "Called off: posts and grants go on")
  Outcome<Sheet> cancelMove(@On PersonId id, UUID transfer, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(transfers.cancel(id, transfer, scope), id, scope);
  }

  @Write(
      name = "person-move-put-off",
      zh = "改期",
      en = "Put the move on another day",
      page = PAGE + "/moves/{transfer}/day",
      back = PAGE,
      api = "POST " + API + "/moves/{transfer}/day",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "One that is still to come: all of it begins and ends on that day; today for at once.",
      doneZh = "调动已改期",
      doneEn = "Put on that day")
  Outcome<Sheet> putMoveOn(@On PersonId id, UUID transfer, Transfers.Day day, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(transfers.putOn(id, transfer, day, scope), id, scope);
  }

  @Write(
      name = "grant-given",
      zh = "新增授权",
      en = "Give a person a role over a place or an organisation",
      page = PAGE + "/grants",
      back = PAGE,
      api = "POST " + API + "/grants",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = ONCE)
  Outcome<Sheet> grant(@On PersonId id, NewGrant grant, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(grants.give(id, grant, scope), id, scope);
  }

  @Write(
      name = "grant-ended",
      zh = "收回",
      en = "End the grant",
      page = PAGE + "/grants/{grant}/end",
      back = PAGE,
      api = "POST " + API + "/grants/{grant}/end",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "It ends now; ended before, it stays as it is.")
  Outcome<Sheet> endGrant(@On PersonId id, UUID grant, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(grants.end(id, grant, scope), id, scope);
  }

  @Write(
      name = "post-given",
      zh = "登记任职",
      en = "Give a person a post",
      page = PAGE + "/posts",
      back = PAGE,
      api = "POST " + API + "/posts",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = ONCE)
  Outcome<Sheet> post(@On PersonId id, NewPost post, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(papers.add(id, post, scope), id, scope);
  }

  @Write(
      name = "post-ended",
      zh = "离任",
      en = "End the post",
      page = PAGE + "/posts/{post}/end",
      back = PAGE,
      api = "POST " + API + "/posts/{post}/end",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "It ends now; ended before, it stays as it is.")
  Outcome<Sheet> endPost(@On PersonId id, UUID post, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(papers.endPost(id, post, scope), id, scope);
  }

  @Write(
      name = "qualification-entered",
      zh = "登记资格",
      en = "Enter a qualification of a person",
      page = PAGE + "/qualifications",
      back = PAGE,
      api = "POST " + API + "/qualifications",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = ONCE)
  Outcome<Sheet> qualification(@On PersonId id, NewQualification paper, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(papers.add(id, paper, scope), id, scope);
  }

  @Write(
      name = "qualification-removed",
      zh = "删除",
      en = "Remove the qualification",
      page = PAGE + "/qualifications/{paper}/remove",
      back = PAGE,
      api = "POST " + API + "/qualifications/{paper}/remove",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "For one entered by mistake. What it was stays in the audit log. Removed before, it is"
              + " not found.")
  Outcome<Sheet> removeQualification(@On PersonId id, UUID paper, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return file(papers.removeQualification(id, paper, scope), id, scope);
  }

  @Write(
      name = "numbers-shown",
      zh = "显示完整号码",
      en = "Show the numbers whole",
      page = PAGE + "/unmask",
      back = PAGE,
      api = "POST " + API + "/unmask",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      inPerson = true,
      shown = true,
      about =
          "A person's identity number and phone. That you saw them, and why, is written to the"
              + " audit log each time.")
  Outcome<Unmasking.Shown> unmask(@On PersonId id, Unmasking.Reason why, Viewer viewer) {
    return unmasking.show(id, why, Scope.of(viewer));
  }
}
