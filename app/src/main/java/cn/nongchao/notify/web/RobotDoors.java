package cn.nongchao.notify.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Page;
import cn.nongchao.form.Write;
import cn.nongchao.notify.Failures;
import cn.nongchao.notify.Failures.Failure;
import cn.nongchao.notify.Robots;
import cn.nongchao.notify.Robots.NewRobot;
import cn.nongchao.notify.Robots.Robot;
import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;

/** Robots of units, and what could not be sent, within the places of an administrator. */
@Doors
class RobotDoors {

  private static final String PAGE = "/robots";
  private static final String API = "/api/v1/robots";

  private final Robots robots;
  private final Failures failures;

  RobotDoors(Robots robots, Failures failures) {
    this.robots = robots;
    this.failures = failures;
  }

  @Needs(PeopleRoles.ADMINISTRATOR)
  @Listing(
      name = "robots",
      zh = "群机器人",
      en = "Robots of units",
      page = PAGE,
      api = API,
      summary = "Robots of the units in your places, without their addresses",
      emptyZh = "还没有机器人。添加后，交给该单位的事项会发到它的群里。",
      emptyEn = "No robots yet. One tells a unit's group what comes into the unit's hands.",
      head = "notify/robots-head",
      row = "notify/robot-row")
  Listed<Robot> list(Robots.Query query, Page<Robot> page, Viewer viewer) {
    return robots.list(query, page, viewer);
  }

  @Write(
      name = "notice-robot-added",
      zh = "添加机器人",
      en = "Add a robot",
      page = PAGE,
      back = PAGE + "/new",
      to = PAGE,
      api = "POST " + API,
      makes = API,
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about = "Over the unit's place. Address and secret are sealed and never given out again.",
      doneZh = "机器人已添加，可以试发一条",
      doneEn = "The robot is added: try it out")
  Outcome<Robot> add(NewRobot robot, Viewer viewer) {
    return robots.add(robot, viewer);
  }

  @Write(
      name = "notice-robot-removed",
      zh = "删除",
      en = "Remove the robot",
      page = PAGE + "/{id}/remove",
      back = PAGE,
      api = "POST " + API + "/{id}/remove",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "What waits to go there goes nowhere.",
      doneZh = "机器人已删除",
      doneEn = "The robot is removed")
  Outcome<Nothing> remove(@On Robot id, Viewer viewer) {
    return robots.remove(id, viewer);
  }

  @Write(
      name = "notice-robot-tried",
      zh = "试发",
      en = "Try it out",
      page = PAGE + "/{id}/try",
      back = PAGE,
      api = "POST " + API + "/{id}/try",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "Sends a word that it works; where it does not, that stands among the failures.",
      doneZh = "已试发，请看群里；没有收到请看“未送达”",
      doneEn = "It is on its way; if it does not come, look among what was not delivered")
  Outcome<Robot> tryOut(@On Robot id, Viewer viewer) {
    return robots.tryOut(id);
  }

  @Needs(PeopleRoles.ADMINISTRATOR)
  @Listing(
      name = "undelivered",
      zh = "未送达",
      en = "Not delivered",
      page = "/undelivered",
      api = "/api/v1/undelivered",
      summary = "What could not be sent within a day, for people and units in your places",
      emptyZh = "没有未送达的提醒。",
      emptyEn = "Nothing was left undelivered.",
      row = "notify/undelivered-row")
  Listed<Failure> failures(Failures.Query query, Page<Failure> page, Viewer viewer) {
    return failures.list(query, page, viewer);
  }

  @Write(
      name = "undelivered-tried-again",
      zh = "再试一次",
      en = "Try again",
      page = "/undelivered/{id}/again",
      back = "/undelivered",
      api = "POST /api/v1/undelivered/{id}/again",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "From the beginning, for another day.",
      doneZh = "正在重新发送",
      doneEn = "It is being sent again")
  Outcome<Failure> again(@On Failure id, Viewer viewer) {
    return failures.again(id);
  }
}
