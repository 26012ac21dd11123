package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.browser.Person.Screen;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/**
 * One event from the citizen who reports it to the supervisor who sees it closed, each at their own
 * screen: 网格发现—事件流转—力量联动—执法处置—事后监督.
 */
class EventWalkTest {

  private static final String WORDS = "知行社区东门口有人占道摆摊，行人只能走机动车道";

  @Test
  void fromReportToRating() {
    String code = citizenReports();
    String event = dispatcherTriagesAndDispatches();
    officerHandlesOnThePhone(event);
    checkedByCallBack(event);
    dispatcherCloses(event);
    citizenRates(code);
    supervisorSeesIt(event);
  }

  private static String citizenReports() {
    try (Person citizen = Person.at(Screen.PHONE, "zh")) {
      citizen.visit("/report").picture("report-phone-zh");
      Page page = citizen.page();
      page.locator("main [name=words]").fill(WORDS);
      page.locator("main select[name=division]").selectOption(firstGrid(page));
      page.locator("main [name=phone]").fill("13800001234");
      // Whoever sends within a moment is taken for a machine.
      page.waitForTimeout(4000);
      citizen.press("提交").looksOver().sees("查询码");
      return page.locator("#tracking-code").innerText().strip();
    }
  }

  private static String firstGrid(Page page) {
    return page.locator("main select[name=division] option[value]:not([value=''])")
        .first()
        .getAttribute("value");
  }

  private static String dispatcherTriagesAndDispatches() {
    try (Person dispatcher = Person.at(Screen.WALL, "zh").signedInAs("dispatcher")) {
      dispatcher.visit("/events?q=" + "占道摆摊").picture("events-wall-zh");
      Page page = dispatcher.page();
      page.locator("main a[href^='/events/0']").first().click();
      page.waitForLoadState();
      dispatcher.looksOver().sees(WORDS);
      assertThat(dispatcher.text()).as("the phone is masked").doesNotContain("13800001234");
      String event = page.url().replaceAll(".*(/events/[0-9a-f-]{36}).*", "$1");

      Locator triage = open(page, "triaged");
      Locator category = triage.locator("input[name=category]").first();
      category.evaluate("box => { box.closest('details').open = true; box.checked = true; }");
      triage.locator("button.btn-move").click();
      page.waitForLoadState();
      dispatcher.looksOver();

      Locator send = open(page, "dispatched");
      send.locator("label.choice", new Locator.LocatorOptions().setHasText("综合行政执法队"))
          .locator("input[name=to]")
          .check();
      send.locator("button.btn-move").click();
      page.waitForLoadState();
      dispatcher.looksOver().sees("已派遣");
      return event;
    }
  }

  private static void officerHandlesOnThePhone(String event) {
    try (Person officer = Person.at(Screen.PHONE, "zh").signedInAs("officer")) {
      Page page = officer.page();
      officer.visit(event);
      open(page, "accepted").locator("button.btn-move").click();
      page.waitForLoadState();
      officer.looksOver().sees("处置中").picture("handling-phone-zh");

      // Nothing filled in: the form comes back and says what is missing.
      Locator handled = open(page, "handled");
      handled.locator("input[value=MANAGE]").check();
      handled.evaluate("box => { box.querySelector('form').noValidate = true; }");
      handled.locator("button.btn-move").click();
      page.waitForLoadState();
      assertThat(page.locator(".field-error, .alert-danger").allInnerTexts().toString())
          .contains("说明");
      officer.wasRefused().visit(event);

      handled = open(page, "handled");
      handled.locator("input[value=MANAGE]").check();
      handled.locator("[name=note]").fill("劝离摊贩，引导到便民疏导点");
      handled.locator("[name=reply]").fill("摊贩已劝离，感谢反映");
      handled.locator("button.btn-move").click();
      page.waitForLoadState();
      officer.looksOver().sees("待核查");
    }
  }

  private static void checkedByCallBack(String event) {
    try (Person caller = Person.at(Screen.PHONE, "zh").signedInAs("dispatcher")) {
      Page page = caller.page();
      caller.visit(event);
      Locator passed = open(page, "passed");
      passed.locator("input[name=way][value=CALL]").check();
      passed.locator("[name=note]").fill("回访：东门口已经没有摊位");
      passed.locator("button.btn-move").click();
      page.waitForLoadState();
      caller.looksOver().sees("待结案");
    }
  }

  private static void dispatcherCloses(String event) {
    try (Person dispatcher = Person.at(Screen.DESK, "zh").signedInAs("dispatcher")) {
      Page page = dispatcher.page();
      dispatcher.visit(event);
      open(page, "closed").locator("button.btn-move").click();
      page.waitForLoadState();
      dispatcher.looksOver().sees("已结案");
    }
  }

  private static void citizenRates(String code) {
    try (Person citizen = Person.at(Screen.PHONE, "zh")) {
      citizen.visit("/track").fill("code", code).press("查询").looksOver();
      citizen.sees("摊贩已劝离，感谢反映").picture("track-phone-zh");
      citizen.page().locator("form[action='/track/rate'] input[value='5']").check();
      citizen.page().locator("form[action='/track/rate'] button.btn-move").click();
      citizen.page().waitForLoadState();
      citizen.looksOver().sees("5 星");
    }
  }

  private static void supervisorSeesIt(String event) {
    try (Person supervisor = Person.at(Screen.WALL, "zh").signedInAs("supervisor")) {
      supervisor.visit(event).sees("评价", "已结案").picture("event-wall-zh");
      supervisor.visit("/screen");
      supervisor.page().locator("[data-feed] li").first().waitFor();
      supervisor.sees("占道摆摊").picture("screen-wall-zh");
    }
  }

  /** The form of a move, unfolded. */
  private static Locator open(Page page, String move) {
    Locator form = page.locator("#move-" + move);
    form.evaluate("box => { box.open = true; }");
    return form;
  }
}
