package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An act of enforcement from the officer's phone over the second officer's word to whoever it was
 * done to, who rates it and complains; the leader revokes it; supervision sees all of that, and a
 * code copied about.
 */
class ActWalkTest {

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  @Test
  void fromTheOfficersPhoneToTheComplaint() throws Exception {
    String event = "/events/" + reported();
    dispatched(event);
    officerEnforces(event);
    String code = leaderConfirms(event);
    receiptIsCheckedByWhoeverHasTheFile(event);
    ratesAndComplains(code);
    supervisionSees("投诉", code);
    supervisionSees("一星或二星", code);
    leaderRevokes(code);
    saysRevoked(code);
  }

  private static LoopId reported() {
    Report report = Report.of(LoopId.next(), Channel.GRID, "门前流动摊占道经营，油污满地", VILLAGE);
    return RunningApp.bean(Events.class).report(report, Actor.automatic("test")).orThrow().id();
  }

  private static void dispatched(String event) {
    try (Person dispatcher = Person.at(Screen.DESK, "zh").signedInAs("dispatcher")) {
      Page page = dispatcher.page();
      dispatcher.visit(event);
      Locator triage = open(page, "triaged");
      triage
          .locator("input[name=category]")
          .first()
          .evaluate("box => { box.closest('details').open = true; box.checked = true; }");
      triage.locator("button.btn-move").click();
      page.waitForLoadState();
      Locator send = open(page, "dispatched");
      send.locator("label.choice", new Locator.LocatorOptions().setHasText("综合行政执法队"))
          .locator("input[name=to]")
          .check();
      send.locator("button.btn-move").click();
      page.waitForLoadState();
      dispatcher.looksOver().sees("已派遣");
    }
  }

  private static void officerEnforces(String event) {
    try (Person officer = Person.at(Screen.PHONE, "zh").signedInAs("officer")) {
      Page page = officer.page();
      officer.visit(event);
      open(page, "accepted").locator("button.btn-move").click();
      page.waitForLoadState();
      Locator handled = open(page, "handled");
      handled.locator("input[value=ENFORCE]").check();
      handled.locator("[name=act]").selectOption("CORRECTION_ORDERED");
      String own = page.locator(".topbar-person span").innerText().strip();
      Locator licensed =
          handled
              .locator("label.choice:has(input[name=officers]:not([disabled]))")
              .filter(new Locator.FilterOptions().setHasText("执法证"));
      licensed.filter(new Locator.FilterOptions().setHasText(own)).locator("input").check();
      licensed
          .filter(new Locator.FilterOptions().setHasText(nameOfLeader()))
          .locator("input")
          .check();
      handled.locator("[name=note]").fill("当场制作责令改正通知书");
      handled.locator("[name=reply]").fill("谢谢您，我们加派了巡查");
      handled.locator("[name=summary]").fill("油污已清理，摊点移入便民点；三日内复查");
      officer.sees("谁能看到：上报人", "谁能看到：所有人", "谁能看到：能查看这件事的工作人员");
      handled.locator("button.btn-move").click();
      page.waitForLoadState();
      officer.looksOver().sees("还有 1 名执法人员未确认").picture("named-phone-zh");
      page.locator("main details.fold-plain").first().evaluate("box => { box.open = true; }");
      officer.sees("待本人确认");
    }
  }

  private static String nameOfLeader() {
    return RunningApp.bean(JdbcClient.class)
        .sql("select name from people.persons where login = 'leader'")
        .query(String.class)
        .single();
  }

  /** It stands in the inbox; the code shows on the phone in the same move. */
  private static String leaderConfirms(String event) {
    try (Person leader = Person.at(Screen.PHONE, "zh").signedInAs("leader")) {
      Page page = leader.page();
      leader.visit("/inbox?box=MINE").looksOver();
      page.locator("main a[href='" + event + "']").first().click();
      page.waitForLoadState();
      leader.looksOver().sees("请您本人确认", "当场制作责令改正通知书", "责令改正");
      leader.picture("asked-phone-zh");
      open(page, "officer_confirmed").locator("button.btn-move").click();
      page.waitForLoadState();
      leader.picture("code-officer-zh");
      assertThat(page.url()).as(leader.text()).contains("/codes/");
      leader.looksOver().sees("责令改正");
      assertThat(page.locator("svg.qr").boundingBox().width).as("scannable").isGreaterThan(200);
      return page.locator(".scan-id").innerText().strip();
    }
  }

  private static void receiptIsCheckedByWhoeverHasTheFile(String event) throws Exception {
    Path file = Path.of("target", "walk-receipt.json").toAbsolutePath();
    try (Person officer = Person.at(Screen.PHONE, "zh").signedInAs("officer")) {
      Page page = officer.page();
      officer.visit(event);
      String entry = page.locator("code[id^='entry-']").last().textContent().strip();
      Download download =
          page.waitForDownload(() -> {
            page.evaluate("address => { location.href = address; }", "/receipts/" + entry);
          });
      download.saveAs(file);
    }
    byte[] receipt = Files.readAllBytes(file);
    try (Person reader = Person.at(Screen.PHONE, "zh")) {
      reader.visit("/verify").page().waitForSelector("[data-verify='ready']");
      verdict(reader, file, "genuine");
      reader.sees("核验通过").looksOver().picture("verify-genuine-zh");
      for (int at : new int[] {12, receipt.length / 3, receipt.length / 2, receipt.length - 40}) {
        byte[] changed = receipt.clone();
        changed[at] ^= 1;
        Path other = file.resolveSibling("walk-receipt-" + at + ".json");
        verdict(reader, Files.write(other, changed), "not-genuine");
      }
      reader.sees("不是真的").picture("verify-changed-zh");
    }
  }

  private static void verdict(Person reader, Path file, String verdict) {
    Page page = reader.page();
    page.evaluate("document.querySelector('[data-verify-result]').replaceChildren()");
    page.setInputFiles("#verify-file", file);
    page.waitForSelector("[data-verdict='" + verdict + "']");
  }

  private static void ratesAndComplains(String code) {
    try (Person owner = Person.at(Screen.PHONE, "zh")) {
      Page page = owner.page();
      String path = "/c/" + code.replace("-", "");
      owner.visit(path).picture("scan-phone-zh");
      owner.sees("真实有效", "责令改正", "执法证号", "检查处理情况", "油污已清理", "接下来", "投诉", "评价");
      owner.sees("作出机关", "河庄街道办事处", "作出单位", "综合行政执法队", "本人填报", "本人确认");
      assertThat(owner.text()).doesNotContain("当场制作", "加派了巡查");
      checksThemselves(owner);
      owner.visit(path);
      assertThat(page.locator(".scan-verdict").evaluate("e => getComputedStyle(e).fontSize"))
          .asString()
          .satisfies(
              size -> assertThat(Double.parseDouble(size.replace("px", ""))).isGreaterThan(26));
      page.evaluate("document.querySelector('#rate').scrollIntoView()");
      owner.picture("scan-rate-zh");
      page.locator("#rate input[value='1']").check();
      page.locator("#rate textarea").fill("没有先说明就开单");
      page.locator("#rate button").click();
      page.waitForLoadState();
      owner.looksOver().sees("您的评价已送达");

      owner.press("投诉").looksOver().sees("您投诉的是", code);
      page.locator("main [name=words]").fill("执法人员没有出示证件");
      page.waitForTimeout(4000); // whoever sends within a moment is taken for a machine
      owner.press("提交").looksOver().sees("查询码");
      String tracking = page.locator("#tracking-code").innerText().strip();
      owner.visit("/track").fill("code", tracking).press("查询").looksOver();
      owner.sees("投诉执法行为 " + code, "执法人员没有出示证件");
    }
  }

  /** The link leads to the check with this code filled in. */
  private static void checksThemselves(Person owner) {
    Page page = owner.page();
    page.locator("a[href^='/verify#']").click();
    page.waitForSelector("[data-verify='ready']");
    assertThat(page.inputValue("#verify-text")).contains("/c/");
    page.locator("[data-verify-form] button").click();
    page.waitForSelector("[data-verdict='genuine']");
  }

  private static void supervisionSees(String what, String code) {
    try (Person supervisor = Person.at(Screen.DESK, "zh").signedInAs("supervisor")) {
      supervisor.visit("/alerts").sees(what, code).picture("alerts-desk-zh");
      Locator row =
          supervisor
              .page()
              .locator("tr")
              .filter(new Locator.FilterOptions().setHasText(code))
              .filter(new Locator.FilterOptions().setHasText(what));
      row.locator("a").click();
      supervisor.page().waitForLoadState();
      supervisor.looksOver().sees(what.equals("投诉") ? "没有出示证件" : "没有先说明就开单");
      supervisor.visit("/alerts");
      row.locator("button").click();
      supervisor.page().waitForLoadState();
      assertThat(row.locator("button").count()).as("nothing is left to do").isZero();
    }
  }

  private static void leaderRevokes(String code) {
    try (Person leader = Person.at(Screen.DESK, "zh").signedInAs("leader")) {
      Page page = leader.page();
      leader.visit("/c/" + code.replace("-", ""));
      leader.press("打开事项").looksOver();
      page.locator("main a[href^='/codes/']").first().click();
      page.waitForLoadState();
      page.locator("summary").filter(new Locator.FilterOptions().setHasText("撤销")).click();
      page.locator("[name=change][value=REVOKE]").check();
      page.locator("[name=reason]").fill("未出示执法证件，程序违法");
      page.locator("#form-code-changed button").click();
      page.waitForLoadState();
      leader.looksOver().sees("已变更并封存", "未出示执法证件");
    }
  }

  private static void saysRevoked(String code) {
    try (Person owner = Person.at(Screen.PHONE, "zh")) {
      owner.visit("/c/" + code.replace("-", "")).picture("scan-revoked-zh");
      owner.sees("已撤销", "未出示执法证件，程序违法");
      String page = owner.text();
      assertThat(page).as("the date of the revocation").matches("(?s).*程序违法\\s+时间：20\\d\\d-.*");
      assertThat(page.indexOf("未出示执法证件")).isLessThan(page.indexOf("执法证号"));
    }
  }

  @Test
  void aCodeCopiedAboutShowsToSupervision() {
    JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
    jdbc.sql(
            "insert into proof.networks (network, city) values ('203.0.113.0/24', '330100'),"
                + " ('198.51.100.0/24', '310000') on conflict do nothing")
        .update();
    var codes =
        jdbc.sql("select short_id from proof.codes where status = 'VALID' order by act limit 2")
            .query(String.class)
            .list();
    String often = codes.get(0);
    String twoCities = codes.get(1);
    // One network alone raises no alarm, however often it scans.
    for (int i = 0; i < 420; i++) from("192.0.2.1", often);
    assertThat(alerts(often)).isZero();
    for (int i = 0; i < 300; i++) from("192.0.2." + (2 + i / 99), often);
    from("203.0.113.7", twoCities);
    assertThat(alerts(twoCities)).isZero();
    from("203.0.113.9", twoCities);
    assertThat(alerts(twoCities)).as("one city").isZero();
    from("198.51.100.1", twoCities);
    Awaitility.await().until(() -> alerts(twoCities) == 1 && alerts(often) == 1);
    try (Person supervisor = Person.at(Screen.DESK, "zh").signedInAs("supervisor")) {
      supervisor.visit("/alerts").sees("一天内被扫描 400 次以上", spoken(often));
      supervisor.sees("一小时内在两个城市被扫描", spoken(twoCities));
    }
  }

  private static void from(String address, String code) {
    Visitor passer = Visitor.anonymous().saying("X-Forwarded-For", address);
    assertThat(passer.get("/c/" + code).status()).isEqualTo(200);
  }

  private static long alerts(String code) {
    return RunningApp.bean(JdbcClient.class)
        .sql("select count(*) from proof.alerts where detail = ? and kind like 'code-%'")
        .param(spoken(code))
        .query(Long.class)
        .single();
  }

  private static String spoken(String shortId) {
    return shortId.replaceAll("(.{4})(?=.)", "$1-");
  }

  private static Locator open(Page page, String move) {
    Locator form = page.locator("#move-" + move);
    form.evaluate("box => { box.open = true; }");
    return form;
  }
}
