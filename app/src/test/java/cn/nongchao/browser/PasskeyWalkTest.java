package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody adds a passkey, comes in by it after the password and without one, and removes it. */
class PasskeyWalkTest {

  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);

  @ParameterizedTest
  @CsvSource({"PHONE,zh", "WALL,en"})
  void isAddedUsedAndRemoved(Screen screen, String lang) {
    boolean zh = lang.equals("zh");
    String name = zh ? "工作手机" : "work phone";
    try (Person owner = Person.at(screen, lang).withSession(member.session())) {
      CDPSession device = plugIn(owner);
      owner.visit("/account").visit("/account/second-factor");
      adds(owner, "wrong", name, zh);
      owner.page().locator("[data-passkey-said]:visible").waitFor();
      owner.sees(zh ? "现在的密码不正确" : "the present password is not right").wasRefused(400);
      adds(owner, Cast.PASSWORD, name, zh);
      owner.page().locator("[data-recovery-codes] li").nth(9).waitFor();
      owner.looksOver().sees(name);
      if (!zh) assertThat(owner.untranslated()).isNull();
      owner.visit("/account").sees(name, zh ? "最近使用 从未" : "last used never");
      signsOut(owner, zh);

      owner.visit("/sign-in").press(zh ? "用通行密钥登录" : "Sign in with a passkey");
      owner.page().locator(".topbar-person").waitFor();
      owner.visit("/account");
      assertThat(owner.text()).doesNotContain(zh ? "最近使用 从未" : "last used never");
      signsOut(owner, zh);

      owner.signIn(member.login(), Cast.PASSWORD);
      assertThat(owner.page().url()).endsWith("/account/code");
      owner.looksOver().press(zh ? "用通行密钥继续" : "Go on with a passkey");
      owner.page().waitForURL(url -> !url.contains("/account/code"));
      owner.visit("/account/second-factor").follow(name).looksOver();
      owner.fill("old", Cast.PASSWORD).press(zh ? "删除通行密钥" : "Remove the passkey");
      owner.looksOver().sees(zh ? "通行密钥已删除" : "removed");
      signsOut(owner, zh);

      owner.visit("/sign-in").press(zh ? "用通行密钥登录" : "Sign in with a passkey");
      owner.page().locator(".alert-danger:visible").waitFor();
      owner.wasRefused(401).sees(zh ? "通行密钥未通过验证" : "the passkey was not accepted");
      device.detach();
    }
  }

  /** The device the browser runs on is an authenticator that sees its owner. */
  private static CDPSession plugIn(Person owner) {
    CDPSession device = owner.context().newCDPSession(owner.page());
    device.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject wanted = new JsonObject();
    wanted.add("options", options);
    device.send("WebAuthn.addVirtualAuthenticator", wanted);
    return device;
  }

  private static void adds(Person owner, String password, String name, boolean zh) {
    owner.page().fill("#form-passkey-begun [name=old]", password);
    owner.page().fill("#form-passkey-begun [name=name]", name);
    owner.press(zh ? "添加通行密钥" : "Add a passkey");
  }

  private static void signsOut(Person owner, boolean zh) {
    owner.page().locator(".topbar button").getByText(zh ? "退出" : "Sign out").click();
    owner.page().locator(".topbar a[href='/sign-in']").waitFor();
  }
}
