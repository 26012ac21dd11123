package cn.nongchao.notify.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.notify.Browsers;
import cn.nongchao.notify.Browsers.NewBrowser;
import cn.nongchao.notify.Ways;
import cn.nongchao.notify.Ways.NewWay;
import cn.nongchao.notify.Ways.OwnedWay;
import cn.nongchao.notify.Ways.SentCode;
import cn.nongchao.notify.Ways.Wished;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import java.util.UUID;

/** How somebody is told; each takes the person and no machine's token. */
@Doors
class WayDoors {

  private static final String PAGE = "/account/notices";
  private static final String API = "POST /api/v1/account/notices";

  private final Ways ways;

  private final Browsers browsers;

  WayDoors(Ways ways, Browsers browsers) {
    this.browsers = browsers;
    this.ways = ways;
  }

  @Write(
      name = "notice-way-added",
      zh = "添加并发送验证码",
      en = "Add, and send a code",
      page = PAGE + "/ways",
      back = PAGE,
      api = API + "/ways",
      makes = "/api/v1/account/notices",
      over = Over.OWN,
      inPerson = true,
      about = "A code goes to the address; nothing else does before it came back.",
      doneZh = "验证码已发出，收到后请填写",
      doneEn = "A code is on its way: type it in when it comes")
  Outcome<OwnedWay> add(NewWay way, Viewer viewer) {
    return ways.add(way, viewer);
  }

  @Write(
      name = "notice-browser-added",
      zh = "在这个浏览器接收",
      en = "Tell me in this browser",
      api = API + "/browsers",
      makes = "/api/v1/account/notices",
      over = Over.OWN,
      inPerson = true,
      about =
          "What the browser's push manager answered to the key of GET /account/notices; a first"
              + " word is pushed at once. The same endpoint again is the same.")
  Outcome<OwnedWay> addBrowser(NewBrowser browser, Viewer viewer) {
    return browsers.add(browser, viewer);
  }

  @Write(
      name = "notice-way-confirmed",
      zh = "确认",
      en = "Confirm the address",
      page = PAGE + "/ways/{id}/confirm",
      back = PAGE,
      api = API + "/ways/{id}/confirm",
      over = Over.OWN,
      inPerson = true,
      about = "With the code that came to it: five tries within 30 minutes.",
      doneZh = "地址已确认",
      doneEn = "The address is confirmed")
  Outcome<OwnedWay> confirm(UUID id, SentCode code, Viewer viewer) {
    return ways.confirm(id, code, viewer);
  }

  @Write(
      name = "notice-way-removed",
      zh = "删除",
      en = "Remove",
      page = PAGE + "/ways/{id}/remove",
      back = PAGE,
      api = API + "/ways/{id}/remove",
      over = Over.OWN,
      inPerson = true,
      about = "What waits to go there goes nowhere.",
      doneZh = "已删除",
      doneEn = "It is removed")
  Outcome<Nothing> remove(UUID id, Viewer viewer) {
    return ways.remove(id, viewer);
  }

  @Write(
      name = "notices-wished",
      zh = "保存",
      en = "Save",
      page = PAGE + "/wishes",
      back = PAGE,
      api = "PUT /api/v1/account/notices/wishes",
      over = Over.OWN,
      inPerson = true,
      about = "All of it: what is left out is as if it had never been said.",
      doneZh = "已保存",
      doneEn = "It is kept")
  Outcome<Wished> wish(Wished wished, Viewer viewer) {
    return ways.wish(wished, viewer);
  }
}
