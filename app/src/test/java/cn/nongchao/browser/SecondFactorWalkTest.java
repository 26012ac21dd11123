package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.access.CodesOf;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody sets up a second factor, comes in by it, loses it and is let in again. */
class SecondFactorWalkTest {

  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);

  @ParameterizedTest
  @CsvSource({"PHONE,zh", "WALL,en"})
  void isSetUpAskedForAndRecovered(Screen screen, String lang) {
    RunningApp.bean(JdbcClient.class)
        .sql("update people.persons set organisation = ? where id = ?")
        .params(member.organisation(), member.id())
        .update();
    boolean zh = lang.equals("zh");
    try (Person owner = Person.at(screen, lang).withSession(member.session())) {
      owner.visit("/account").visit("/account/second-factor");
      owner.page().fill("#form-second-factor-begun [name=old]", Cast.PASSWORD);
      owner.press(zh ? "开始设置" : "Begin to set up").looksOver();
      assertThat(owner.page().locator("#form-second-factor-confirmed").innerText())
          .as("there are none yet")
          .doesNotContain(zh ? "恢复码" : "recovery");
      assertThat(owner.page().locator("main svg.qr").isVisible()).isTrue();
      owner.fill("code", "000000").press(zh ? "启用" : "Turn it on").wasRefused();
      owner.sees(zh ? "动态码不正确" : "the code is wrong");
      owner.fill("code", CodesOf.person(member.id(), 0)).press(zh ? "启用" : "Turn it on");
      owner.looksOver();
      assertThat(owner.page().locator("[data-recovery-codes] li").count()).isEqualTo(10);
      if (!zh) assertThat(owner.untranslated()).isNull();
      copies(owner, zh);
    }
    CodesOf.areFreshAgain(member.id());
    try (Person owner = Person.at(screen, lang)) {
      owner.signIn(member.login(), Cast.PASSWORD);
      assertThat(owner.page().url()).endsWith("/account/code");
      owner.looksOver();
      owner.fill("code", CodesOf.person(member.id(), 0)).press(zh ? "继续" : "Go on").looksOver();
      owner.visit("/account/second-factor").sees(zh ? "剩余 10 个" : "10 left");
    }
    String file = "/people/" + member.id();
    Cast.Member one = Cast.newcomer(PeopleRoles.ADMINISTRATOR);
    try (Person first = Person.at(screen, lang).withSession(one.session())) {
      first.visit(file);
      form(first, zh ? "申请恢复第二重验证" : "Ask to recover");
      first.sees(zh ? "待另一位管理员确认" : "to be confirmed by another");
    }
    String other = Cast.newcomer(PeopleRoles.ADMINISTRATOR).session();
    try (Person second = Person.at(screen, lang).withSession(other)) {
      second.visit(file);
      form(second, zh ? "确认恢复第二重验证" : "Confirm that");
      assertThat(second.page().locator("main").innerText())
          .doesNotContain(zh ? "已启用第二重验证" : "Has a second factor");
    }
  }

  private static void copies(Person owner, boolean zh) {
    owner.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    assertThat(owner.button(zh ? "打印" : "Print").isVisible()).isTrue();
    owner.press(zh ? "复制" : "Copy").page().getByText(zh ? "已复制" : "Copied").waitFor();
    String copied = (String) owner.page().evaluate("navigator.clipboard.readText()");
    assertThat(copied.split("\n"))
        .containsExactlyElementsOf(
            owner.page().locator("[data-recovery-codes] li").allInnerTexts());
    owner.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(owner.page().locator("[data-recovery-codes]").isVisible()).isTrue();
    assertThat(owner.page().locator("main .card").first().isVisible()).as("on paper").isFalse();
  }

  private static void form(Person person, String button) {
    person
        .page()
        .evaluate("document.querySelectorAll('main details').forEach(box => { box.open = true; })");
    var reason = person.page().locator("#form-factor-recovery-asked [name=reason]");
    if (reason.count() == 1) reason.fill("手机丢失，本人到场");
    person.press(button).looksOver();
  }
}
