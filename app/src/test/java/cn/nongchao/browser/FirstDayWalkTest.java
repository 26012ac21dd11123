package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.EmptyApp;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Served;
import cn.nongchao.proof.Codes;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    aSecondStreetHasItsOwnListAndItsAdministratorSeesNothingElse();
    String village = village();
    try (Person citizen = Person.at(Screen.PHONE, "zh").from("203.0.113.250")) {
      citizen.visit("/report?place=" + village);
      assertThat(citizen.page().locator("[name=division]").inputValue()).isEqualTo(village);
      citizen.fill("words", "楼下垃圾堆了三天").takesTheirTime().press("提交");
      citizen.looksOver().sees("查询码");
    }
  }

  private static final DivisionCode SECOND = new DivisionCode("330109001");

  private static void aSecondStreetHasItsOwnListAndItsAdministratorSeesNothingElse() {
    Served served = RunningApp.bean(Served.class);
    served.serve(SECOND, true);
    try (Person admin = Person.at(Screen.DESK, "zh")) {
      admin.signIn("admin", PASSWORD);
      admin.visit("/start").press("建立这些单位");
      open(admin, "责任清单").sees("城厢街道还没有清单").press("以附带的清单开始");
      admin.sees("86 项，都有牵头单位");
      open(admin, "责任清单").sees("86 项");
    }
    List<Category> lines = RunningApp.bean(ResponsibilityList.class).lines();
    assertThat(lines).extracting(Category::code).doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.division().equals(SECOND)))
        .as("as many as the first street's")
        .hasSize(lines.size() / 2);

    Cast.Member only = Cast.beside(unitOf(SECOND), PeopleRoles.ADMINISTRATOR);
    RunningApp.bean(JdbcClient.class)
        .sql("update people.grants set division = ?, organisation = null where person = ?")
        .params(SECOND.value(), only.id())
        .update();
    String start = Visitor.signedIn(only.session()).get("/start").body();
    assertThat(start).contains("城厢街道", "43 项").doesNotContain("萧山区 北干街道", "海报：北干街道", "86 项");
    assertThat(Visitor.signedIn(only.session()).get("/inbox").status()).isEqualTo(200);
    served.serve(SECOND, false);
  }

  private static UUID unitOf(DivisionCode street) {
    return RunningApp.bean(Organisations.class)
        .ofKinds(Set.of(Organisation.SQUAD), street)
        .getFirst()
        .id()
        .value();
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
