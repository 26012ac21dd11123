package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.command.Call;
import cn.nongchao.command.Whistles;
import cn.nongchao.loop.Loop;
import cn.nongchao.people.Division;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * 街道吹哨，部门报到: the desk calls two units for an event; one is there in time, the other late and
 * somewhere else; each sees who has come, and the desk ends it.
 */
class WhistleWalkTest {

  private static final String WORDS = "菜场门口聚集摆摊五十余人";

  @Test
  void calledReportedInRaisedAndEnded() {
    Begun event = Begun.reported(WORDS).triaged().sentTo(Begun.SQUAD).accepted();
    try (Person desk = Person.atWork(Screen.WALL, "dispatcher")) {
      String whistle = blow(desk, event);
      officerReportsInOnTheSpot();
      awaitsOnly(desk, whistle, Begun.DEPARTMENT);
      timeRunsOut(event, Begun.DEPARTMENT);
      isRaised(desk);
      clerkReportsInFromElsewhere();
      ends(desk);
    }
  }

  private static String blow(Person desk, Begun event) {
    Page page = desk.visit("/whistles/new?about=" + event.id()).page();
    assertThat(page.inputValue("[name=title]")).contains(WORDS);
    assertThat(page.inputValue("[name=division]")).isEqualTo(Begun.grid().code().value());

    // Nobody chosen, no time given: said beside each field, and the title is kept.
    page.locator("form[action='/whistles']").evaluate("form => { form.noValidate = true; }");
    page.fill("[name=title]", WORDS);
    page.fill("[name=minutes]", "1");
    desk.press("吹哨").wasRefused();
    assertThat(desk.complaintsOfPage()).contains("请至少选择一个单位", "报到时限为 5 分钟到 24 小时");
    assertThat(page.inputValue("[name=title]")).isEqualTo(WORDS);

    page.fill("[name=minutes]", "20");
    for (String unit : new String[] {Begun.SQUAD, Begun.DEPARTMENT}) {
      page.locator("input[name=units][value='" + Begun.organisation(unit) + "']").check();
    }
    desk.press("吹哨").looksOver().sees("已吹哨，呼叫 2 个单位", "0 / 2").picture("whistle-wall-zh");
    return page.url();
  }

  private static void officerReportsInOnTheSpot() {
    Division place = Begun.grid();
    try (Person officer =
        Person.atWork(Screen.PHONE, "officer").standingAt(place.lat() + 0.0005, place.lon())) {
      officer.visit("/inbox?box=SQUAD&q=" + WORDS).follow(WORDS).looksOver();
      officer.picture("report-in-phone-zh").press("报到");
      officer.page().waitForURL("**/whistles/*");
      officer.page().locator("main .alert-success").waitFor();
      officer.looksOver().sees("已报到", "1 / 2", "56 米").picture("reported-in-phone-zh");
    }
  }

  private static void awaitsOnly(Person desk, String whistle, String unit) {
    Page page = desk.page();
    page.navigate(whistle);
    desk.looksOver().sees("1 / 2");
    assertThat(unitLine(page, unit).innerText()).contains("待报到");
  }

  private static Locator unitLine(Page page, String unit) {
    return page.locator("#units li", new Page.LocatorOptions().setHasText(unit));
  }

  private static void timeRunsOut(Begun event, String unit) {
    Whistles whistles = RunningApp.bean(Whistles.class);
    Call call = whistles.about(event.id()).getFirst();
    Loop loop =
        whistles.units(call.id()).stream()
            .map(Whistles.Unit::loop)
            .filter(one -> Begun.organisation(unit).equals(one.handler()))
            .findFirst()
            .orElseThrow();
    TimePasses.over(loop.id(), Duration.ofMinutes(25));
  }

  /** The page looks again by itself; nobody reloads it. */
  private static void isRaised(Person desk) {
    Locator late = unitLine(desk.page(), Begun.DEPARTMENT).locator(".late");
    desk.page().waitForCondition(() -> late.allInnerTexts().toString().contains("已升级"));
    desk.looksOver().sees("已超时").picture("whistle-raised-wall-zh");
  }

  private static void clerkReportsInFromElsewhere() {
    try (Person clerk = Person.atWork(Screen.PHONE, "clerk")) {
      clerk.visit("/inbox?box=SQUAD&q=" + WORDS).follow(WORDS).looksOver();
      Page page = clerk.page();
      // No position to be had: the grid is chosen, and it is not the one called to.
      page.locator("[name=grid]")
          .selectOption(page.locator("[name=grid] option").last().getAttribute("value"));
      clerk.press("报到").looksOver();
      clerk.sees("2 / 2", "不在到场范围内").picture("outside-phone-zh");
    }
  }

  private static void ends(Person desk) {
    Page page = desk.page();
    page.waitForCondition(() -> desk.text().contains("2 / 2"));
    Locator end = page.locator("details:has(form[action$='/end'])");
    end.evaluate("box => { box.open = true; }");
    end.locator("[name=note]").fill("摊贩已疏散，秩序恢复");
    end.locator("button").click();
    page.waitForLoadState();
    desk.looksOver().sees("已结束 2 个单位的任务", "任务完成", "摊贩已疏散");
    desk.picture("whistle-ended-wall-zh");
  }
}
