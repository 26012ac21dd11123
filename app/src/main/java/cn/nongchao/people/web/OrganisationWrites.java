package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.ImportedUnits;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationChange;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;

/** Organisations, made and changed. */
@Doors
class OrganisationWrites {

  private static final String API = "/api/v1/organisations";

  private final Bodies bodies;
  private final BodyLists lists;
  private final ImportedUnits imported;

  OrganisationWrites(Bodies bodies, BodyLists lists, ImportedUnits imported) {
    this.bodies = bodies;
    this.lists = lists;
    this.imported = imported;
  }

  @Write(
      name = "organisation-created",
      zh = "建立单位",
      en = "Make an organisation",
      page = "/organisations",
      back = "/organisations/new",
      to = "/organisations?words={name}",
      api = "POST " + API,
      makes = API + "/{id}",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about = "Sent twice with one id, it is made once.",
      doneZh = "已建立单位",
      doneEn = "The organisation is made")
  Outcome<BodyLists.Row> create(NewOrganisation body, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return bodies.create(body, scope).map(id -> lists.find(id, scope).orElseThrow());
  }

  @Write(
      name = "organisation-changed",
      zh = "保存",
      en = "Save the organisation",
      page = "/organisations/{id}/edit",
      to = "/organisations",
      api = "PUT " + API + "/{id}",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "Takes the whole record. One retired hands over what it has in hand (successor) or says"
              + " leaving; GET "
              + API
              + "/{id}/open-work names it. Name the version you saw; 409 says that it was changed"
              + " since, by yourself where you send it twice.",
      doneZh = "已保存",
      doneEn = "Saved")
  Outcome<BodyLists.Row> change(@On OrganisationId id, OrganisationChange body, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return bodies.change(id, body, scope).map(done -> lists.find(id, scope).orElseThrow());
  }

  @Write(
      name = "imported-unit-merged",
      zh = "并入",
      en = "Merge",
      page = "/organisations/{id}/merge",
      back = "/organisations/{id}/edit",
      to = "/organisations?imported=true",
      api = "POST " + API + "/{id}/merge",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "For a unit that came with a file of another system and that nobody has looked at: what"
              + " it has in hand and its lines of the responsibility list go to the other, and"
              + " files that name it later mean that one. Sent twice, it is done once.",
      doneZh = "已并入",
      doneEn = "Merged")
  Outcome<BodyLists.Row> merge(@On OrganisationId id, ImportedUnits.Merging wish, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return imported
        .merge(id, wish.into(), scope)
        .map(into -> lists.find(into, scope).orElseThrow());
  }

  @Write(
      name = "imported-unit-retired",
      zh = "停用",
      en = "Retire",
      page = "/organisations/{id}/retire",
      back = "/organisations?imported=true",
      to = "/organisations?imported=true",
      api = "POST " + API + "/{id}/retire",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about =
          "For a unit that came with a file of another system and that nobody has looked at."
              + " Whatever hangs on it stays. Sent twice, it is done once.",
      doneZh = "已停用",
      doneEn = "Retired")
  Outcome<BodyLists.Row> retire(@On OrganisationId id, Viewer viewer) {
    Scope scope = Scope.of(viewer);
    return imported.retire(id, scope).map(done -> lists.find(id, scope).orElseThrow());
  }
}
