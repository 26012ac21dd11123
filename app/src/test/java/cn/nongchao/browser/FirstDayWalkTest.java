package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.EmptyApp;
import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.proof.Codes;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/**
 * From an empty directory to the first report, by pages alone, for a street that is not the demo's.
 */
class FirstDayWalkTest extends EmptyApp {

  private static final String PASSWORD = "Beigan-first-day-2026";

  @Test
  void anAdministratorIsLedByTheHandUntilPeopleCanReport() {
    try (Person admin = Person.at(Screen.DESK, "zh")) {
      admin.signIn("admin", firstPassword());
      admin.fill("old", firstPassword()).fill("password", PASSWORD).fill("again", PASSWORD);
      admin.page().locator("main form button.btn-move").first().click();
      admin.page().waitForLoadState();
      admin.visit("/inbox").sees("项没有准备好").press("开始使用");
      admin.looksOver().sees("这里是哪里", "还没有选择");

      pick(admin, "bgjd", "浙江省 杭州市 萧山区 北干街道");
      admin.press("服务这里").looksOver().sees("萧山区 北干街道", "40 个村社");
      admin.sees("公开地址", "还没有设置", "试用").fill("address", "http://192.168.1.5");
      admin.press("使用这个地址").wasRefused().sees("只有本机或内网能打开");
      admin.fill("address", "https://act.example.gov.cn").press("使用这个地址");
      admin.looksOver().sees("公开地址已设为 https://act.example.gov.cn");
      admin.visit("/log").sees("act.example.gov.cn/log").visit("/start");
      admin.press("建立这些单位").looksOver().sees("部门和中队都有了");
      open(admin, "责任清单").press("以附带的清单开始").looksOver().sees("都有牵头单位");
      assertThat(RunningApp.bean(Codes.class).isReady()).as("signs without an organ").isFalse();
      open(admin, "签发机关").press("由这个机关签发").looksOver().sees("北干街道办事处 · 330109002");
      assertThat(RunningApp.bean(Codes.class).keys()).contains("330109002");
      admin.visit("/posters?at=330109002").sees("发现问题，扫码上报");
      admin.visit("/posters?at=330109002&labels=true");
    }
    String village = village();
    try (Person citizen = Person.at(Screen.PHONE, "zh").from("203.0.113.250")) {
      citizen.visit("/report?place=" + village);
      assertThat(citizen.page().locator("[name=division]").inputValue()).isEqualTo(village);
      citizen.fill("words", "楼下垃圾堆了三天").takesTheirTime().press("提交");
      citizen.looksOver().sees("查询码");
    }
  }

  private static String village() {
    return RunningApp.bean(Divisions.class)
        .children(new DivisionCode("330109002"))
        .getFirst()
        .code()
        .value();
  }

  /** Types into the picker that stands open and takes what is found. */
  private static void pick(Person admin, String typed, String found) {
    Locator box = admin.page().locator("details[open] [data-seek]").first();
    box.locator("[role=combobox]").pressSequentially(typed);
    box.locator("[role=option]").filter(new Locator.FilterOptions().setHasText(found)).click();
  }

  private static Person open(Person admin, String step) {
    admin
        .page()
        .locator(".start-steps details")
        .filter(new Locator.FilterOptions().setHasText(step))
        .first()
        .evaluate("box => { box.open = true; }");
    return admin;
  }
}
