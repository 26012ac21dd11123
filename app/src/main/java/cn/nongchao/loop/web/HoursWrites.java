package cn.nongchao.loop.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.loop.OfficeHours;
import cn.nongchao.loop.OfficeTimes;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import java.time.LocalDate;

/** Keeping the hours of the office, which are everybody's as the calendar is. */
@Doors
class HoursWrites {

  private final OfficeTimes times;

  HoursWrites(OfficeTimes times) {
    this.times = times;
  }

  @Write(
      name = "office-hours",
      zh = "设置作息时间",
      en = "Set the hours of the office",
      page = "/calendar/hours",
      back = "/calendar",
      to = "/calendar?day={since}",
      api = "POST /api/v1/calendar/hours",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      about =
          "From a day on, today or later, until the next hours begin; sent again for the same day"
              + " they take their place. Limits in working time are reckoned by the hours that held"
              + " on each day. Deadlines set before stay as they were promised.",
      doneZh = "作息时间已设置；已设的时限不变",
      doneEn = "Set; deadlines set before stay")
  Outcome<HoursJson> declare(HoursWish wish, Viewer viewer) {
    OfficeHours hours = wish.hours();
    return times.declare(hours, viewer.id()).map(HoursJson::of);
  }

  /** Which hours. */
  record Withdrawal(@Field(zh = "自哪天起的作息", en = "Those from") LocalDate since) {}

  /** What no longer comes. */
  record Withdrawn(LocalDate since) {}

  @Write(
      name = "office-hours-withdrawn",
      zh = "撤回尚未开始的作息",
      en = "Withdraw hours that have not begun",
      page = "/calendar/hours/{since}/withdraw",
      back = "/calendar",
      to = "/calendar?day={since}",
      api = "POST /api/v1/calendar/hours/{since}/withdraw",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.WHOLE,
      about = "Of today or a later day. Withdrawn before, nothing happens.",
      doneZh = "已撤回",
      doneEn = "Withdrawn")
  Outcome<Withdrawn> withdraw(Withdrawal wish, Viewer viewer) {
    return times.withdraw(wish.since(), viewer.id()).map(Withdrawn::new);
  }
}
