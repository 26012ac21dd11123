package cn.nongchao.browser;

import static cn.nongchao.browser.Photos.photo;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.browser.Person.Screen;
import cn.nongchao.people.Division;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/**
 * One event from the citizen who reports it to the supervisor who sees it closed, each at their own
 * screen: 网格发现—事件流转—力量联动—执法处置—事后监督. Photos go with it all the way.
 */
class EventWalkTest {

  private static final String WORDS = "知行小区东门口有人占道摆摊，行人只能走机动车道";

  @Test
  void fromReportToRating() {
    String code = citizenReports();
    String event = dispatcherTriagesAndDispatches();
    officerHandlesOnThePhone(event);
    gridWorkerChecksOnSite(event);
    dispatcherCloses(event);
    citizenRates(code);
    supervisorSeesIt(event);
  }

  private static String citizenReports() {
    Division grid = Begun.grid();
    try (Person citizen = Person.at(Screen.PHONE, "zh").standingAt(grid.lat(), grid.lon())) {
      citizen.visit("/report").picture("report-phone-zh");
      Page page = citizen.page();
      citizen.fill("words", WORDS).fill("phone", "13800001234");
      citizen.attach(page.locator("#form-report"), "evidence", photo("摊位"));
      citizen.press("用手机定位");
      page.waitForCondition(() -> citizen.text().contains("同一村 第1网格"));
      citizen.looksOver().takesTheirTime().press("提交").looksOver().sees("查询码");
      return page.locator("#tracking-code").innerText().strip();
    }
  }

  private static String dispatcherTriagesAndDispatches() {
    try (Person dispatcher = Person.at(Screen.WALL, "zh").signedInAs("dispatcher")) {
      dispatcher.visit("/events?q=" + "占道摆摊").picture("events-wall-zh");
      Page page = dispatcher.page();
      dispatcher.follow("知行小区东门口").looksOver().sees(WORDS, "同一村", "第1网格");
      // The number is masked until somebody asks for it, which is written down.
      assertThat(dispatcher.text()).doesNotContain("13800001234");
      dispatcher.seesPictures(".event-facts .evidence-list", 1);
      String event = page.url().replaceAll(".*(/events/[0-9a-f-]{36}).*", "$1");

      Locator triage = dispatcher.form("triaged");
      Locator category = triage.locator("input[value='" + Begun.STALLS + "']");
      category.evaluate("box => { box.closest('details').open = true; box.checked = true; }");
      dispatcher.send(triage).looksOver();

      Locator send = dispatcher.form("dispatched");
      send.locator("label.choice", new Locator.LocatorOptions().setHasText(Begun.SQUAD))
          .locator("input[name=to]")
          .check();
      dispatcher.send(send).looksOver().sees("已派遣");
      return event;
    }
  }

  private static void officerHandlesOnThePhone(String event) {
    try (Person officer = Person.at(Screen.PHONE, "zh").signedInAs("officer")) {
      officer.visit(event);
      officer.send(officer.form("accepted")).looksOver().sees("处置中");
      officer.picture("handling-phone-zh");

      // Nothing filled in: the form comes back and says what is missing; the photo stays.
      Locator handled = officer.form("handled");
      handled.locator("input[value=MANAGE]").check();
      officer.attach(handled, "before", photo("处置前"));
      handled.evaluate("box => { box.querySelector('form').noValidate = true; }");
      officer.send(handled).wasRefused();
      assertThat(officer.complaintsOfPage()).contains("说明");

      handled = officer.form("handled");
      assertThat(handled.locator("input[value=MANAGE]").isChecked()).isTrue();
      officer.attach(handled, "after", photo("处置后"));
      handled.locator("[name=note]").fill("劝离摊贩，引导到便民疏导点");
      handled.locator("[name=reply]").fill("摊贩已劝离，感谢反映");
      officer.send(handled).looksOver().sees("待核查");
    }
  }

  private static void gridWorkerChecksOnSite(String event) {
    Division grid = Begun.grid();
    try (Person worker =
        Person.atWork(Screen.PHONE, "grid").standingAt(grid.lat() + 0.0002, grid.lon())) {
      worker.visit("/inbox?box=SCOPE").sees("占道摆摊").visit(event);
      Locator passed = worker.form("passed");
      passed.locator("input[name=way][value=SITE]").check();
      passed.locator("[name=note]").fill("东门口已经没有摊位");

      // A check on site without a photo is none.
      worker.send(passed).wasRefused();
      assertThat(worker.complaintsOfPage()).contains("现场核查需上传照片");

      passed = worker.form("passed");
      assertThat(passed.locator("[name=note]").inputValue()).isEqualTo("东门口已经没有摊位");
      worker.takePhoto(passed, "evidence", photo("核查"));
      worker.picture("check-phone-zh");
      worker.send(passed).looksOver().sees("待结案", "已核查通过");
      // A phone folds the record away; it is one touch off.
      worker.page().locator("#fold-record > summary").click();
      worker.sees("距事发点 22 米");
    }
  }

  private static void dispatcherCloses(String event) {
    try (Person dispatcher = Person.atWork(Screen.DESK, "dispatcher")) {
      dispatcher.visit(event);
      dispatcher.send(dispatcher.form("closed")).looksOver().sees("已结案");
    }
  }

  private static void citizenRates(String code) {
    try (Person citizen = Person.at(Screen.PHONE, "zh")) {
      citizen.visit("/track").fill("code", code).press("查询").looksOver();
      // Their own photo and the one from after; those from before and of the check stay inside.
      citizen.sees("摊贩已劝离，感谢反映").seesPictures(".told-photos", 2).picture("track-phone-zh");
      citizen.page().locator("form[action='/track/rate'] input[value='5']").check();
      citizen.send(citizen.page().locator("form[action='/track/rate']"));
      citizen.looksOver().sees("5 星");
    }
  }

  private static void supervisorSeesIt(String event) {
    try (Person supervisor = Person.at(Screen.WALL, "zh").signedInAs("supervisor")) {
      supervisor.visit(event).sees("评价", "已结案").seesPictures(".event-record", 4);
      supervisor.picture("event-wall-zh").visit("/screen");
      supervisor.page().locator("[data-feed] li").first().waitFor();
      supervisor.sees("占道摆摊").picture("screen-wall-zh");
    }
  }
}
