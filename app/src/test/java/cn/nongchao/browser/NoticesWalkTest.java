package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Word reaches whoever looks at a page, and takes nothing from what they type. */
class NoticesWalkTest {

  private final Cast.Member member = Cast.newcomer(CasesRoles.OFFICER);

  private static Locator rings(Person person, int count) {
    Locator bell = person.page().locator("[data-bell='" + count + "']");
    bell.waitFor();
    return bell;
  }

  @Test
  void theBellRingsAndTheInboxRenewsItselfWhileSomebodyTypes() {
    try (Person officer = Person.at(Screen.DESK, "zh").withSession(member.session())) {
      Page page = officer.visit("/inbox").page();
      assertThat(page.locator("[data-bell-count]").isVisible()).isFalse();
      page.locator("main [name=q]").pressSequentially("沿街");
      Begun event = Begun.reported("店外经营占道").triaged().sentTo(member);
      rings(officer, 1);
      page.locator("[data-renews=lines] .loop-list-title").getByText("店外经营占道").waitFor();
      assertThat(page.locator("main [name=q]").inputValue()).isEqualTo("沿街");
      assertThat(page.locator("main [name=q]").evaluate("e => e === document.activeElement"))
          .isEqualTo(true);
      page.locator("main [name=q]").pressSequentially("店铺");
      assertThat(page.locator("main [name=q]").inputValue()).isEqualTo("沿街店铺");
      officer.looksOver();

      page.locator("[data-bell]").click();
      page.waitForURL("**/notices");
      officer.sees("有事件派给您", event.now().number(), "已派遣").looksOver();
      officer.press("打开");
      page.waitForURL("**" + event.path());
      assertThat(page.locator("[data-bell]").getAttribute("data-bell")).isEqualTo("0");
      officer.looksOver();
    }
  }

  @Test
  void aReplyHalfTypedStaysWhereItIs() {
    Begun first = Begun.reported("先派的一件").triaged().sentTo(member).accepted();
    try (Person officer = Person.at(Screen.PHONE, "zh").withSession(member.session())) {
      Locator form = officer.visit(first.path()).form("step_recorded");
      form.locator("[name=note]").fill("已到现场，正在");
      int before =
          Integer.parseInt(officer.page().locator("[data-bell]").getAttribute("data-bell"));
      Begun.reported("后派的一件").triaged().sentTo(member);
      rings(officer, before + 1);
      assertThat(form.locator("[name=note]").inputValue()).isEqualTo("已到现场，正在");
    }
  }

  @Test
  void everybodyChoosesHowTheyAreTold() {
    try (Person officer = Person.at(Screen.PHONE, "en").withSession(member.session())) {
      officer.visit("/account/notices").sees("How you are told", "Beside the bell").looksOver();
      officer.picture("account-notices-en");
      officer.fill("quietFrom", "22").press("Save");
      officer.sees("quiet hours have a beginning and an end").wasRefused();
      officer.fill("quietTo", "7");
      officer.page().locator("[name=mail][value=event-rated]").check();
      officer.press("Save").sees("It is kept").looksOver();
      assertThat(officer.page().locator("[name=mail][value=event-rated]").isChecked()).isTrue();
      assertThat(officer.untranslated()).isNull();
      officer.visit("/notices").sees("Notices").looksOver();
    }
  }

  @Test
  void anAdministratorGivesAUnitItsRobot() {
    Cast.Member keeper = Cast.atHome(PeopleRoles.ADMINISTRATOR);
    try (Person person = Person.at(Screen.WALL, "zh").withSession(keeper.session())) {
      person.visit("/robots").looksOver().press("添加机器人");
      Page page = person.page();
      person.looksOver().picture("robots-new-zh");
      page.locator("main [name=unit]").selectOption(member.organisation().toString());
      page.locator("main [name=kind][value=WECOM]").check();
      person.fill("name", "中队值班群").fill("address", "https://robots.invalid/send?key=k");
      person.press("添加机器人").sees("机器人已添加", "中队值班群", "robots.invalid/…").looksOver();
      person.picture("robots-zh");
      person.press("试发").sees("已试发").looksOver();
      person.visit("/undelivered").looksOver();
    }
  }
}
