package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.LendingApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A kind nobody drew a page for is lent from a phone and given back before a wall. */
class LoanWalkTest extends LendingApp {

  private static final String LATER =
      LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(3).toString();

  private final Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
  private final Cast.Member leader = Cast.newcomer(LoopRoles.SQUAD_LEADER);

  @Test
  void isLentOnThePhoneAndGivenBackAtTheWall() {
    String path = lentOnThePhone();
    givenBackAtTheWall(path);
    closedInTheListAndOnPaper(path);
  }

  private String lentOnThePhone() {
    try (Person lender = Person.at(Screen.PHONE, "zh").withSession(officer.session())) {
      Page page = lender.page();
      lender.visit("/loans").sees("借用登记");
      page.locator("main a[href='/loans/new'], a[href='/loans/new']").first().click();
      page.waitForLoadState();
      lender.looksOver();
      // Past the browser's own checks, as whoever has an old one comes.
      page.evaluate("document.querySelector('#form-open').noValidate = true");
      lender.fill("item", "对讲机").fill("parts/0/name", "电池").fill("parts/0/count", "两");
      page.locator("#form-open button.btn-move").click();
      page.waitForLoadState();
      lender.wasRefused();
      Locator summary = page.locator("#form-open-summary");
      assertThat(summary.innerText()).contains("归还日期", "件数");
      assertThat((boolean) summary.evaluate("e => e === document.activeElement")).isTrue();
      for (Locator link : summary.locator("a").all()) {
        assertThat(page.locator(link.getAttribute("href")).count())
            .as(link.getAttribute("href"))
            .isEqualTo(1);
      }
      assertThat(page.locator("[name=item]").inputValue()).isEqualTo("对讲机");
      assertThat(page.locator("[name='parts/0/name']").inputValue()).isEqualTo("电池");
      assertThat(page.locator("[name='parts/0/count']").inputValue()).isEqualTo("两");
      chosen(page, "unit", leader.organisation().toString());
      chosen(page, "place", Cast.HOME);
      lender.fill("until", LATER).fill("parts/0/count", "２");
      page.locator("#form-open button.btn-move").click();
      page.waitForLoadState();
      lender.looksOver().sees("对讲机", "已借出");
      assertThat(page.url()).contains("/loans/").doesNotContain("/new");
      return page.url().substring(page.url().indexOf("/loans/"));
    }
  }

  /** However the widget lets one choose. */
  private static void chosen(Page page, String name, String value) {
    Locator field = page.locator("#form-open [name='" + name + "']");
    if (field.first().evaluate("e => e.tagName").equals("SELECT")) {
      field.selectOption(value);
    } else if (field.first().getAttribute("type").equals("radio")) {
      page.locator("#form-open [name='" + name + "'][value='" + value + "']").check();
    } else {
      field.fill(value);
    }
  }

  private void givenBackAtTheWall(String path) {
    try (Person borrower = Person.at(Screen.WALL, "zh").withSession(leader.session())) {
      Page page = borrower.page();
      borrower.visit("/inbox?box=SQUAD").sees("对讲机");
      borrower.visit(path);
      Locator form = borrower.form("given_back");
      form.locator("input[value=BROKEN]").check();
      page.evaluate("document.querySelector('#move-given_back form').noValidate = true");
      borrower.send(form).wasRefused().sees("请填写“哪里坏了”");
      form = borrower.form("given_back");
      assertThat(form.locator("input[value=BROKEN]").isChecked()).isTrue();
      form.locator("[name=damage]").fill("天线断了");
      form.locator("[name=note]").fill("摔过一次");
      borrower.send(form).looksOver().sees("已归还", "天线断了", "摔过一次");
    }
  }

  private void closedInTheListAndOnPaper(String path) {
    try (Person lender = Person.at(Screen.WALL, "zh").withSession(officer.session())) {
      lender.visit("/loans?state=CLOSED").sees("对讲机", "已归还");
      lender.visit(path + "/print").sees("对讲机", "天线断了");
    }
    try (Person lender = Person.at(Screen.PHONE, "en").withSession(officer.session())) {
      lender.visit("/loans?state=CLOSED").sees("Loan of equipment", "returned");
      lender.visit(path);
      lender.page().locator("main details.fold").first().evaluate("box => { box.open = true; }");
      assertThat(lender.text()).contains("Condition", "broken");
    }
  }
}
