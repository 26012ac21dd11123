package cn.nongchao.notify.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.form.Over;
import cn.nongchao.form.Page;
import cn.nongchao.form.Write;
import cn.nongchao.notify.Notices;
import cn.nongchao.notify.Notices.MarkedRead;
import cn.nongchao.notify.Notices.OpenedNotice;
import cn.nongchao.people.Needs;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import java.util.UUID;

/** What somebody was told: the list behind the bell. */
@Doors
class NoticeDoors {

  private final Notices notices;

  NoticeDoors(Notices notices) {
    this.notices = notices;
  }

  @Needs
  @Listing(
      name = "notices",
      zh = "提醒",
      en = "Notices",
      page = "/notices",
      api = "/api/v1/notices",
      summary = "What you were told, the latest first",
      emptyZh = "没有提醒。有事要您知道时，这里和页首的铃铛会显示。",
      emptyEn = "No notices. What you must know is shown here and by the bell above.",
      head = "notify/notices-head",
      row = "notify/notice-row")
  Listed<Notices.Row> list(Notices.Query query, Page<Notices.Row> page, Viewer viewer) {
    return notices.list(query, page, viewer);
  }

  @Write(
      name = "notice-opened",
      zh = "打开",
      en = "Open",
      page = "/notices/{id}/open",
      back = "/notices",
      to = "/notices/{id}",
      api = "POST /api/v1/notices/{id}/open",
      over = Over.OWN,
      about = "Marks it as read; answers the path of the page it leads to.",
      doneZh = "提醒已标为已读",
      doneEn = "The notice is marked as read")
  Outcome<OpenedNotice> open(UUID id, Viewer viewer) {
    return notices.open(id, viewer);
  }

  @Write(
      name = "notices-read",
      zh = "全部标为已读",
      en = "Mark all as read",
      page = "/notices/read",
      back = "/notices",
      api = "POST /api/v1/notices/read",
      over = Over.OWN,
      about = "Answers how many were unread.",
      doneZh = "全部已读",
      doneEn = "All are marked as read")
  Outcome<MarkedRead> readAll(Viewer viewer) {
    return notices.readAll(viewer);
  }
}
