package cn.nongchao.browser;

import static cn.nongchao.browser.Photos.photo;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.EvidenceStore;
import cn.nongchao.platform.Ids;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is refused is refused plainly, where it was typed, and nothing typed is lost. */
class RefusalWalkTest {

  private static final String REASON = ".alert-danger:visible";

  @Test
  void aWrongPasswordSaysNothingOfWhoHasAnAccount() {
    try (Person somebody = Person.at(Screen.DESK, "zh").from("198.51.100.1")) {
      somebody.signIn("officer", "not the password");
      String known = somebody.wasRefused(401).page().locator(REASON).innerText();
      somebody.signIn("nobody-" + Ids.next(), "not the password");
      String unknown = somebody.wasRefused(401).page().locator(REASON).innerText();
      assertThat(known).contains("账号或密码不正确").isEqualTo(unknown);
    }
  }

  @Test
  void afterManyGuessesTheRightPasswordTakesAMomentOnANewDevice() {
    Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
    Visitor guessing = Visitor.anonymous().saying("X-Forwarded-For", "198.51.100.2");
    for (int guess = 1; guess <= 5; guess++) {
      Map<String, String> form = Map.of("login", member.login(), "password", "guess " + guess);
      assertThat(guessing.post("/sign-in", form).status()).isEqualTo(401);
    }
    try (Person somebody = Person.at(Screen.PHONE, "zh").from("198.51.100.3")) {
      somebody.signIn(member.login(), Cast.PASSWORD);
      somebody.wasRefused(429).sees("失败次数过多", "分钟后再试");
      assertThat(somebody.page().inputValue("#login")).isEqualTo(member.login());
      assertThat(somebody.page().inputValue("#password")).isEmpty();
      // The browser works for some seconds, and the owner is let in.
      somebody.page().locator("[data-work=done]").waitFor();
      somebody.sees("验证完成").picture("checked-phone-zh");
      somebody.fill("password", Cast.PASSWORD).press("登录").looksOver();
      assertThat(somebody.context().cookies()).anyMatch(c -> c.name.equals("nc_session"));
    }
  }

  @Test
  void anOfficerWhoseLicenceHasExpiredCannotEnforce() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    licence(officer, LocalDate.of(2020, 1, 1), LocalDate.of(2024, 12, 31));
    Begun event = Begun.reported("门口堆放杂物").triaged().sentTo(officer);
    event.accepted();
    try (Person person = Person.at(Screen.PHONE, "zh").withSession(officer.session())) {
      Locator handled = person.visit(event.path()).form("handled");
      handled.locator("input[value=ENFORCE]").check();
      person.sees("无有效执法证，不能执法");
      handled.locator("[name=act]").selectOption("CORRECTION_ORDERED");
      handled.locator("[name=note]").fill("当场责令改正");
      person.send(handled).wasRefused().picture("no-licence-phone-zh");
      assertThat(person.complaintsOfPage())
          .contains(Cast.title(CasesRoles.OFFICER) + "没有当日有效的行政执法证", "两名以上执法人员");
      handled = person.form("handled");
      assertThat(handled.locator("[name=note]").inputValue()).isEqualTo("当场责令改正");
      assertThat(handled.locator("[name=act]").inputValue()).isEqualTo("CORRECTION_ORDERED");
      assertThat(event.now().stage()).isEqualTo("HANDLING");
    }
  }

  private static void licence(Cast.Member person, LocalDate from, LocalDate to) {
    RunningApp.bean(JdbcClient.class)
        .sql(
            "insert into people.qualifications (id, person, kind, number, issuer, valid_from,"
                + " valid_to) values (?, ?, 'law-enforcement', ?, '浙江省人民政府', ?, ?)")
        .params(Ids.next(), person.id(), "11-" + Ids.next(), from, to)
        .update();
  }

  @Test
  void whoeverIsOvertakenIsToldAndKeepsWhatTheyWrote() {
    Begun event = Begun.reported("两名调度员同时看到");
    try (Person first = Person.atWork(Screen.DESK, "dispatcher");
        Person second = Person.at(Screen.DESK, "zh")) {
      second.withSession(Cast.atHome(CasesRoles.DISPATCHER).session()).visit(event.path());
      first.visit(event.path()).send(first.form("triaged")).looksOver().sees("待派遣");

      // The second dispatcher's form is no longer there; the text is.
      Locator triage = second.form("triaged");
      triage.locator("[name=note]").fill("上次也在这里");
      second.send(triage).wasRefused(409).picture("overtaken-desk-zh");
      second.sees("别人已先办理了一步", "待派遣");
      assertThat(second.page().locator("textarea[readonly]").inputValue()).isEqualTo("上次也在这里");

      // Here the form still is, with what was chosen and written.
      dispatch(first, Begun.SQUAD, "").looksOver().sees("已派遣");
      dispatch(second, Begun.DEPARTMENT, "请带上测距仪").wasRefused(409).sees("别人已先办理了一步");
      Locator send = second.form("dispatched");
      assertThat(send.locator("[name=note]").inputValue()).isEqualTo("请带上测距仪");
      assertThat(send.locator("input[name=to]:checked").inputValue())
          .isEqualTo(Begun.organisation(Begun.DEPARTMENT).toString());
      assertThat(event.now().handler()).isEqualTo(Begun.organisation(Begun.SQUAD));
    }
  }

  private static Person dispatch(Person dispatcher, String to, String note) {
    Locator send = dispatcher.form("dispatched");
    send.locator("input[name=to][value='" + Begun.organisation(to) + "']").check();
    send.locator("[name=note]").fill(note);
    return dispatcher.send(send);
  }

  @Test
  void whatBelongsToAnotherStreetIsNotThere() {
    Begun event = Begun.reported("只有本街道能看");
    try (Person stranger = Person.at(Screen.DESK, "zh")) {
      stranger.withSession(Cast.elsewhere(CasesRoles.DISPATCHER).session());
      for (String path : new String[] {event.path(), "/loops/" + event.id() + "/record"}) {
        stranger.isTurnedAway(path, 404).sees("没有找到这个页面");
        assertThat(stranger.text()).doesNotContain("只有本街道能看", event.now().number(), "同一村");
      }
      stranger.isTurnedAway("/people", 403).sees("没有查看或操作的权限");
    }
  }

  @Test
  void aFileOfTheWrongKindIsRefusedBesideItsField() {
    try (Person citizen = Person.at(Screen.PHONE, "zh").from("198.51.100.4")) {
      citizen.visit("/report").fill("words", "河边有人倾倒垃圾");
      Locator box = citizen.page().locator("[data-upload=evidence]");
      box.locator("[data-upload-files]").setInputFiles(Photos.pageInDisguise());
      box.locator("[data-state=failed]").waitFor();
      assertThat(box.innerText()).contains("holiday.jpg", "只能上传照片");
      box.locator("[data-upload-files]").setInputFiles(tooLarge());
      box.locator("[data-state=failed]").nth(1).waitFor();
      assertThat(box.innerText()).contains("big.jpg", "文件不能超过 20 MB");
      citizen.wasRefused(400).picture("wrong-file-phone-zh");
      assertThat(citizen.page().inputValue("[name=words]")).isEqualTo("河边有人倾倒垃圾");
      assertThat(box.locator("input[name=evidence]").count()).isZero();
    }
  }

  private static FilePayload tooLarge() {
    return Photos.ofBytes("big.jpg", EvidenceStore.MOST_BYTES + 1);
  }

  @Test
  void withoutScriptToo() {
    try (Person citizen = Person.withoutScript(Screen.PHONE, "zh").from("198.51.100.5")) {
      Page page = citizen.visit("/report").fill("words", "河边有人倾倒垃圾").page();
      page.locator("[name=evidenceFiles]").setInputFiles(Photos.pageInDisguise());
      citizen.press("提交").wasRefused();
      assertThat(citizen.complaintsOfPage()).contains("只能上传照片");
      assertThat(page.inputValue("[name=words]")).isEqualTo("河边有人倾倒垃圾");

      page.locator("[name=evidenceFiles]").setInputFiles(tooLarge());
      citizen.press("提交").wasRefused(413);
      assertThat(citizen.complaintsOfPage()).contains("文件不能超过 20 MB");

      // Refused for another reason, a good photo need not be sent again.
      page.locator("[name=evidenceFiles]").setInputFiles(photo("倾倒"));
      page.locator("[name=phone]").fill("12");
      citizen.press("提交").wasRefused();
      assertThat(page.inputValue("[name=words]")).isEqualTo("河边有人倾倒垃圾");
      assertThat(page.inputValue("[name=phone]")).isEqualTo("12");
      citizen.seesPictures(".upload-list", 1);
    }
  }

  @Test
  void whatIsMissingFromAPublicReportIsNamed() {
    try (Person citizen = Person.at(Screen.PHONE, "zh").from("198.51.100.6")) {
      Page page = citizen.visit("/report").fill("phone", "12345").page();
      page.locator("#form-report").evaluate("form => { form.noValidate = true; }");
      citizen.takesTheirTime().press("提交").wasRefused().picture("report-refused-phone-zh");
      assertThat(beside(page, "[name=words]")).contains("请写明发现了什么");
      assertThat(page.locator("[id$=division-error]").innerText()).contains("请选择网格");
      assertThat(citizen.complaintsOfPage()).contains("手机号");
      assertThat(page.inputValue("[name=phone]")).isEqualTo("12345");
    }
  }

  /** The message right after a field, or after its hint. */
  private static String beside(Page page, String field) {
    return page.locator(field + " ~ .field-error").first().innerText();
  }

  /** As many reports as are free from one address, each of somebody else. */
  private static void reportedBefore(String address, String mark) {
    for (int i = 1; i <= 10; i++) {
      Map<String, Object> report =
          Map.of("id", Ids.next(), "words", "第 " + i + " 件", "division", "330114003200");
      Visitor.Answer taken = Program.nobody(address).post("/api/v1/report?form=" + mark, report);
      assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    }
  }

  private static Page reporting(Person citizen) {
    Page page = citizen.visit("/report").fill("words", "楼道灯坏了").page();
    page.locator("[name=division]")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
    return page;
  }

  @Test
  void manyReportsFromOneAddressTakeTheNextAMoment() {
    String address = "198.51.100.7";
    try (Person citizen = Person.at(Screen.PHONE, "zh").from(address)) {
      Page page = reporting(citizen);
      citizen.takesTheirTime();
      reportedBefore(address, page.inputValue("[name=form]"));
      citizen.press("提交");
      page.locator("#tracking-code").waitFor(); // it worked, and was sent again by itself
      citizen.wasRefused(429);
    }
  }

  @Test
  void withoutScriptTooManyReportsAreRefusedPolitely() {
    String address = "198.51.100.8";
    try (Person citizen = Person.withoutScript(Screen.PHONE, "zh").from(address)) {
      Page page = reporting(citizen);
      try (Person neighbour = Person.at(Screen.PHONE, "zh").from(address)) {
        neighbour.visit("/report").takesTheirTime();
        reportedBefore(address, neighbour.page().inputValue("[name=form]"));
      }
      citizen.press("提交").wasRefused(429).picture("too-many-phone-zh");
      citizen.sees("上报过于频繁", "分钟后再试", "110");
      assertThat(page.inputValue("[name=words]")).isEqualTo("楼道灯坏了");
      assertThat(page.inputValue("[name=division]")).isNotEmpty();
    }
  }

  @Test
  void whoeverIsDisabledIsOutAtTheNextClick() {
    Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
    try (Person clerk = Person.at(Screen.DESK, "zh").withSession(member.session());
        Person admin = Person.atWork(Screen.DESK, "admin")) {
      clerk.visit("/inbox");
      admin.visit("/people/" + member.id() + "/edit");
      admin.page().locator("main [type=checkbox][name=active]").uncheck();
      admin.press("保存").looksOver().sees("已停用");

      clerk.page().locator("#menu a[href='/responsibility']").click();
      clerk.page().waitForURL("**/sign-in**");
      clerk.looksOver();
      clerk.signIn(member.login(), Cast.PASSWORD);
      clerk.wasRefused(401).sees("账号或密码不正确");
    }
  }
}
