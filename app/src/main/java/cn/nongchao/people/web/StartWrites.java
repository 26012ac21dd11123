package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Over;
import cn.nongchao.form.Told;
import cn.nongchao.form.Write;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Served;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.start.FirstPasswords;
import cn.nongchao.people.start.FirstRoles;
import cn.nongchao.people.start.OfficesWish;
import cn.nongchao.people.start.RolesWish;
import cn.nongchao.people.start.StreetChosen;
import cn.nongchao.people.start.StreetOffices;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import java.util.Map;

/** The first steps of an installation. */
@Doors
class StartWrites {

  private final Served served;
  private final StreetOffices offices;
  private final FirstRoles roles;
  private final FirstPasswords passwords;
  private final Audit audit;

  StartWrites(
      Served served,
      StreetOffices offices,
      FirstRoles roles,
      FirstPasswords passwords,
      Audit audit) {
    this.passwords = passwords;
    this.roles = roles;
    this.served = served;
    this.offices = offices;
    this.audit = audit;
  }

  /** A street as it is served then. */
  record Serving(String street, boolean serving) {}

  @Write(
      name = "street-served",
      zh = "服务这里",
      en = "Serve this street",
      page = "/start/street",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/streets",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about = "Reports are taken in there from now on. Sent twice, it is served once.",
      doneZh = "已开始服务这里",
      doneEn = "It is served from now on")
  Outcome<Serving> serve(StreetChosen wish, Viewer viewer) {
    audit.record("street-served", viewer.id(), wish.street().value(), Map.of());
    served.serve(wish.street().street(), true); // of a village the street it lies in too
    return set(wish, true);
  }

  @Write(
      name = "street-left",
      zh = "不再服务这里",
      en = "Serve this place no longer",
      page = "/start/street/leave",
      back = "/divisions",
      to = "/divisions?at={street}",
      api = "POST /api/v1/streets/leave",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about =
          "A street, or a village or community of one: no reports are taken in there by whoever"
              + " comes. Staff may still enter events.",
      doneZh = "这里不再受理群众上报",
      doneEn = "No reports are taken in there any more")
  Outcome<Serving> leave(StreetChosen wish, Viewer viewer) {
    audit.record("street-left", viewer.id(), wish.street().value(), Map.of());
    return set(wish, false);
  }

  private Outcome<Serving> set(StreetChosen wish, boolean serving) {
    served.serve(wish.street(), serving);
    return Outcome.done(new Serving(wish.street().value(), serving));
  }

  /** How many were given. */
  record Given(int grants) implements Told {
    @Override
    public Text told() {
      return Text.of("已授予 " + grants + " 项", grants + " roles were given");
    }
  }

  @Write(
      name = "roles-given",
      zh = "授予这些角色",
      en = "Give these roles",
      page = "/start/roles",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/streets/roles",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about =
          "Each from now on without end: over the person's own unit where the role is one of units,"
              + " else over the street. What somebody holds already is not given again.")
  Outcome<Given> give(RolesWish wish, Viewer viewer) {
    return roles.give(wish, Scope.of(viewer)).map(Given::new);
  }

  @Write(
      name = "first-passwords",
      zh = "为还没有密码的人生成首次密码",
      en = "Make first passwords for those without",
      page = "/start/passwords",
      back = "/start",
      api = "POST /api/v1/streets/passwords",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      inPerson = true,
      shown = true,
      about =
          "For all of the street who have an account and a role but no password. Sent twice, the"
              + " second answer names nobody.",
      sureZh = "密码只显示这一次，请打印后当面分发；本人首次登录时须修改。",
      sureEn =
          "Shown this once: print and hand them over in person. Each is changed at the first"
              + " sign-in.")
  Outcome<FirstPasswords.Made> firstPasswords(StreetChosen wish, Viewer viewer) {
    return passwords.make(wish.street(), Scope.of(viewer));
  }

  /** How many were made. */
  record Made(int organisations) implements Told {
    @Override
    public Text told() {
      return Text.of("已建立 " + organisations + " 个单位", organisations + " organisations were made");
    }
  }

  @Write(
      name = "offices-made",
      zh = "建立这些单位",
      en = "Make these organisations",
      page = "/start/offices",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/streets/offices",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about = "Those of the same name in the same street are left as they are.")
  Outcome<Made> make(OfficesWish wish, Viewer viewer) {
    return offices.make(wish, Scope.of(viewer)).map(Made::new);
  }
}
