package cn.nongchao.browser;

import static cn.nongchao.browser.Photos.photo;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopRoles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens to an event beside the straight way from report to closing. */
class AsidesWalkTest {

  @Test
  void returnedWithAReasonAndSentElsewhere() {
    Begun event = Begun.reported("井盖松动，车过有响声").triaged().sentTo(Begun.SQUAD);
    try (Person officer = Person.atWork(Screen.PHONE, "officer");
        Person dispatcher = Person.atWork(Screen.DESK, "dispatcher");
        Person clerk = Person.atWork(Screen.DESK, "clerk")) {
      Locator returned = officer.visit(event.path()).form("returned");
      returned.locator("[name=note]").fill("井盖归城建养护，请转城市建设办公室");
      officer.send(returned).looksOver().sees("待派遣");

      dispatcher.visit(event.path()).picture("returned-desk-zh");
      assertThat(dispatcher.page().locator(".event-reason").innerText())
          .contains("退回", "王海潮", "请转城市建设办公室");
      // Nobody is proposed: who leads by the list has just returned it.
      Locator send = dispatcher.form("dispatched");
      assertThat(send.locator("input[name=to]:checked").count()).isZero();
      String office = Begun.organisation(Begun.DEPARTMENT).toString();
      send.locator("input[name=to][value='" + office + "']").check();
      dispatcher.send(send).looksOver().sees("已派遣", Begun.DEPARTMENT);

      clerk.visit("/inbox?box=SQUAD").sees("井盖松动");
      clerk.visit(event.path()).send(clerk.form("accepted")).looksOver().sees("处置中");
    }
  }

  @Test
  void whoeverIsAskedForHelpReadsTheEventFromThenOn() {
    Begun event = Begun.reported("渣土车翻倒，占了两条车道").triaged().sentTo(Begun.SQUAD).accepted();
    Cast.Member helper = Cast.newcomer(CasesRoles.OFFICER);
    try (Person officer = Person.atWork(Screen.PHONE, "officer");
        Person asked = Person.at(Screen.PHONE, "zh").withSession(helper.session())) {
      asked.isTurnedAway(event.path(), 404);
      Locator help = officer.visit(event.path()).form("help_asked");
      help.locator("input[value='" + helper.organisation() + "']").check();
      help.locator("[name=note]").fill("需要清障车和两名队员");
      officer.send(help).looksOver().sees("处置中");

      asked.visit(event.path()).picture("asked-for-help-phone-zh");
      assertThat(asked.page().locator(".event-reason").innerText()).contains("需要清障车和两名队员");
    }
  }

  @Test
  void theClockStopsWhileOthersMustActAndGoesOnAfterwards() {
    Begun event = Begun.reported("电线低垂，等供电公司").triaged().sentTo(Begun.SQUAD).accepted();
    try (Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      Locator paused = dispatcher.visit(event.path()).form("paused");
      paused.locator("[name=note]").fill("等待供电公司停电作业");
      dispatcher.send(paused).looksOver().sees("已中止计时", "等待供电公司停电作业");

      TimePasses.over(event.id(), TimePasses.weeks());
      Instant due =
          RunningApp.bean(JdbcClient.class)
              .sql("select paused_due from loop.loops where id = ?")
              .param(event.id().value())
              .query((row, n) -> row.getTimestamp(1).toInstant())
              .single();
      dispatcher.visit(event.path()).send(dispatcher.form("resumed")).looksOver().sees("处置中");
      Loop after = event.now();
      assertThat(due).isBefore(Instant.now());
      assertThat(after.due()).isAfter(Instant.now());
      assertThat(dispatcher.page().locator(".facts .late").count()).isZero();
    }
  }

  @Test
  void aDuplicateGoesOnInTheOtherAndItsReporterSeesIt() {
    Begun first = Begun.reported("广场东侧乱设摊位");
    Begun same = Begun.byCitizen("广场上摆摊的太多了");
    Begun also = Begun.byCitizenSomewhereInTheVillage("摊位把广场占满了");
    try (Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      // Near and of the same kind: suggested. Without a position: found by its number.
      Locator merged = dispatcher.visit(same.path()).form("merged");
      merged.locator("input[name=into][value='" + first.id() + "']").check();
      dispatcher.picture("merge-desk-zh").send(merged).looksOver().sees("重复并案");

      merged = dispatcher.visit(also.path()).form("merged");
      merged.locator("[name=intoNumber]").fill("EV-000000-0");
      dispatcher.send(merged).wasRefused().sees("没有编号为EV-000000-0的事件");
      merged = dispatcher.form("merged");
      merged.locator("[name=intoNumber]").fill(first.now().number().toLowerCase());
      dispatcher.send(merged).looksOver().sees("重复并案");
      dispatcher.visit(first.path()).sees("已并入本件", same.now().number(), also.now().number());
    }
    first.triaged().sentTo(Begun.SQUAD).accepted();
    try (Person officer = Person.atWork(Screen.PHONE, "officer")) {
      Locator handled = officer.visit(first.path()).form("handled");
      handled.locator("input[value=SERVE]").check();
      handled.locator("[name=note]").fill("引导到疏导点");
      handled.locator("[name=reply]").fill("已为摊贩安排疏导点");
      officer.attach(handled, "after", photo("广场"));
      officer.send(handled).looksOver();
    }
    try (Person citizen = Person.at(Screen.PHONE, "zh")) {
      citizen.visit("/track").fill("code", same.trackingCode()).press("查询").looksOver();
      citizen.sees("同一个问题", first.now().number(), "已为摊贩安排疏导点");
      citizen.seesPictures(".told-photos", 1).picture("merged-track-phone-zh");
      assertThat(citizen.text()).doesNotContain("广场东侧乱设摊位");
    }
  }

  @Test
  void aReporterIsToldWhyTheirReportIsDeclined() {
    Begun event = Begun.byCitizen("希望在门口加一个红绿灯");
    try (Person dispatcher = Person.atWork(Screen.DESK, "dispatcher");
        Person citizen = Person.at(Screen.PHONE, "zh")) {
      Locator declined = dispatcher.visit(event.path()).form("declined");
      declined.locator("[name=note]").fill("设置信号灯由交警部门决定，请拨打 12123");
      dispatcher.send(declined).looksOver().sees("不予受理");
      citizen.visit("/track").fill("code", event.trackingCode()).press("查询").looksOver();
      citizen.sees("不予受理", "请拨打 12123").picture("declined-track-phone-zh");
    }
  }

  @Test
  void whatFailsTheCheckIsHandledAgainAndCounts() {
    long failedBefore = failedToday();
    Begun event = Begun.reported("三岔口摊位未清").triaged().sentTo(Begun.SQUAD).accepted().handled();
    try (Person worker = Person.atWork(Screen.PHONE, "grid");
        Person officer = Person.atWork(Screen.PHONE, "officer")) {
      Locator failed = worker.visit(event.path()).form("failed");
      failed.locator("input[name=way][value=SITE]").check();
      failed.locator("[name=note]").fill("还剩两个摊位");
      worker.attach(failed, "evidence", photo("还剩")).send(failed).looksOver().sees("已派遣");

      officer.visit(event.path()).seesPictures(".event-reason", 1);
      assertThat(officer.page().locator(".event-reason").innerText())
          .contains("核查不通过", "朱美娟", "还剩两个摊位");
      officer.send(officer.form("accepted")).looksOver();
      Locator handled = officer.form("handled");
      handled.locator("input[value=MANAGE]").check();
      handled.locator("[name=note]").fill("余下两个摊位已劝离");
      officer.send(handled).looksOver().sees("待核查");
    }
    event.checked();
    assertThat(failedToday()).isEqualTo(failedBefore + 1);
  }

  /** Events whose check failed today, by the interface of the indicators. */
  private static long failedToday() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    String path = "/api/v1/indicators?from=%s&to=%s&known=now".formatted(today, today);
    Visitor supervisor = Visitor.signedIn(Cast.atHome(LoopRoles.SUPERVISOR).session());
    JsonNode answer = JsonMapper.shared().readTree(supervisor.get(path).body());
    return answer.path("figures").path("failed").asLong();
  }

  @Test
  void aReporterHasItHandledAgainWithinThePeriod() {
    Begun event = Begun.byCitizen("小区门口夜里还在卖烧烤").triaged().sentTo(Begun.SQUAD).accepted();
    event.handled().checked().closed();
    try (Person citizen = Person.at(Screen.PHONE, "zh");
        Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      citizen.visit("/track").fill("code", event.trackingCode()).press("查询").looksOver();
      Page page = citizen.page();
      page.locator("details:has(form[action='/track/reopen']) summary").click();
      Locator reopen = page.locator("form[action='/track/reopen']");
      reopen.evaluate("form => { form.noValidate = true; }");
      citizen.send(reopen).wasRefused();
      assertThat(citizen.complaintsOfPage()).isNotBlank();
      reopen.locator("[name=note]").fill("昨晚十点又来了");
      citizen.send(reopen).looksOver().sees("已上报", "昨晚十点又来了").picture("reopened-phone-zh");

      dispatcher.visit(event.path());
      assertThat(dispatcher.page().locator(".event-reason").innerText())
          .contains("重新办理", "昨晚十点又来了");
    }
  }

  @Test
  void aCallersEventIsTakenDownCheckedByCallBackAndRatedForThem() {
    Begun event;
    try (Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      Page page = dispatcher.visit("/hotline").picture("hotline-desk-zh").page();
      dispatcher.fill("reporter", "倪女士").fill("phone", "139 0000 5678");
      page.locator("[name=callBack]").check();
      dispatcher.fill("words", "楼下夜里有人唱歌，吵得孩子睡不着");
      page.locator("[name=division]").selectOption(Begun.grid().code().value());
      dispatcher.press("登记").looksOver().sees("查询码");
      event = Begun.at(page.locator("main a[href^='/events/']").first().getAttribute("href"));
    }
    event.triaged().sentTo(Begun.SQUAD).accepted().handled();
    try (Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      Page page = dispatcher.visit("/hotline").page();
      dispatcher.follow("楼下夜里有人唱歌").looksOver().sees("要求回访", "倪**");
      assertThat(dispatcher.text()).contains("139****5678").doesNotContain("13900005678", "倪女士");
      page.locator("#move-event-phone summary").click();
      Locator look = dispatcher.form("event-phone");
      look.locator("[value=CALL_BACK]").check();
      dispatcher.send(look).looksOver().sees("倪女士", "13900005678", "查看已记入审计");

      Locator passed = dispatcher.form("passed");
      assertThat(passed.locator("input[value=CALL]").isChecked()).isTrue();
      dispatcher.send(passed).wasRefused().sees("请记录回访时对方的答复");
      passed = dispatcher.form("passed");
      passed.locator("[name=note]").fill("已经安静了，表示感谢");
      dispatcher.send(passed).looksOver().sees("待结案");
      dispatcher.send(dispatcher.form("closed")).looksOver().sees("已结案");
      Locator rated = dispatcher.form("rated");
      rated.locator("input[value='4']").check();
      rated.locator("[name=note]").fill("处理得快");
      dispatcher.send(rated).looksOver().sees("处理得快");
      dispatcher.visit("/hotline");
      assertThat(dispatcher.text()).doesNotContain("楼下夜里有人唱歌");
      page.close();
    }
  }

  @Test
  void anEditedListCountsForWhatIsSortedFromThenOn() {
    try (Person admin = Person.atWork(Screen.DESK, "admin");
        Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      line(admin, "/responsibility/new", "3", "首次列入");
      Begun before = sorted(dispatcher, "共享单车堆在路口之一");
      line(admin, "/responsibility/0281", "6", "延长时限");
      Begun after = sorted(dispatcher, "共享单车堆在路口之二");

      assertThat(after.listVersion()).isEqualTo(before.listVersion() + 1);
      assertThat(after.now().due()).isAfter(before.now().due());
      dispatcher.visit(before.path()).sees("清单第 " + before.listVersion() + " 版");
      dispatcher.visit(after.path()).sees("清单第 " + after.listVersion() + " 版");
      admin.visit("/responsibility?version=" + before.listVersion()).sees("首次列入", "3 个工作小时");
    }
  }

  /** A line of the list with this many working hours, new or changed. */
  private static void line(Person admin, String path, String hours, String reason) {
    Page page = admin.visit(path).page();
    if (path.endsWith("new")) {
      admin.fill("code", "0281").fill("nameZh", "共享单车堆放").fill("nameEn", "shared bicycles");
      page.locator("[name=parent]").selectOption("02");
    }
    admin.fill("allowance", hours);
    page.locator("[name=unit][value=WORKHOUR]").check();
    page.locator("form[id^=form-line]").first().evaluate("form => { form.noValidate = true; }");
    admin.press("保存为新版本").wasRefused().sees("请填写“修改原因”");
    admin.fill("reason", reason).press("保存为新版本").looksOver().sees("已保存为第");
  }

  private static Begun sorted(Person dispatcher, String words) {
    Begun event = Begun.reported(words);
    Locator triage = dispatcher.visit(event.path()).form("triaged");
    Locator category = triage.locator("input[value='0281']");
    category.evaluate("box => { box.closest('details').open = true; box.checked = true; }");
    dispatcher.send(triage).looksOver().sees("共享单车堆放");
    return event;
  }
}
