package cn.nongchao.browser;

import static cn.nongchao.browser.Photos.photo;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was typed or asked for outlives a change of language and a session that ended. */
class DraftsWalkTest {

  @Test
  void aReportHalfWrittenIsStillThereInTheOtherLanguage() {
    try (Person citizen = Person.at(Screen.PHONE, "zh").from("198.51.100.41")) {
      Page page = citizen.visit("/report").fill("words", "路灯不亮了两天").page();
      Locator box = page.locator("[data-upload=evidence]");
      box.locator("[data-upload-files]").setInputFiles(photo("路灯"));
      box.locator("[data-state=sent]").waitFor();
      String id = box.locator("input[name=evidence]").inputValue();

      inEnglish(page);
      citizen.sees("has not been sent yet");
      assertThat(page.inputValue("[name=words]")).isEqualTo("路灯不亮了两天");
      assertThat(page.locator("input[name=evidence]").inputValue()).isEqualTo(id);
      page.reload();
      assertThat(page.inputValue("[name=words]")).isEmpty();
    }
  }

  private static void inEnglish(Page page) {
    page.locator("form[action='/language'] button").click();
    page.waitForLoadState();
  }

  @Test
  void aSessionThatEndedSaysSoAndGivesTheTextBackAfterSigningIn() {
    Cast.Member member = Cast.newcomer(CasesRoles.DISPATCHER);
    Begun event = Begun.reported("会话到期");
    try (Person person = Person.at(Screen.DESK, "zh").withSession(member.session())) {
      Locator triage = person.visit(event.path()).form("triaged");
      triage.locator("[name=note]").fill("写了一半");
      RunningApp.bean(JdbcClient.class)
          .sql("delete from people.sessions where person = ?")
          .param(member.id())
          .update();
      person.send(triage).sees("登录已过期", "放回原处");
      person.fill("login", member.login()).fill("password", Cast.PASSWORD).press("登录");
      person.sees("尚未提交");
      assertThat(person.form("triaged").locator("[name=note]").inputValue()).isEqualTo("写了一半");
    }
  }

  @Test
  void whatAListWasAskedForIsKeptAtSignInAndInTheOtherLanguage() {
    Cast.Member member = Cast.atHome(CasesRoles.DISPATCHER);
    try (Person person = Person.at(Screen.DESK, "zh")) {
      person.visit("/events?due=late&q=%E5%9E%83");
      person.fill("login", member.login()).fill("password", Cast.PASSWORD).press("登录");
      assertThat(person.page().url()).endsWith("/events?due=late&q=%E5%9E%83");
      inEnglish(person.page());
      assertThat(person.page().url()).endsWith("/events?due=late&q=%E5%9E%83");
    }
  }
}
