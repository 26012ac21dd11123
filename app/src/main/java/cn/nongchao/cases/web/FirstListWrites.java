package cn.nongchao.cases.web;

import cn.nongchao.cases.ListBeginning;
import cn.nongchao.cases.StartingList;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.loop.Actor;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;

/** The first version of a responsibility list. */
@Doors
class FirstListWrites {

  private final StartingList start;

  FirstListWrites(StartingList start) {
    this.start = start;
  }

  /** The version that has it. */
  record Begun(int version) {}

  @Write(
      name = "list-begun",
      zh = "以附带的清单开始",
      en = "Begin with the list that comes with the product",
      page = "/start/list",
      back = "/start",
      to = "/start",
      api = "POST /api/v1/responsibility/begin",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.FIELD,
      about =
          "Only where there is no list for the street. Units are found by their names in the"
              + " street; what none leads stands without a lead.",
      doneZh = "清单已建立",
      doneEn = "The list is made")
  Outcome<Begun> begin(ListBeginning wish, Viewer viewer) {
    return start.begin(wish.street(), "以附带的清单开始", Actor.of(viewer)).map(Begun::new);
  }
}
