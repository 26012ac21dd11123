package cn.nongchao.browser;

import static cn.nongchao.browser.Photos.photo;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Opening;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Grant;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.proof.Receipts;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.receipt.Receipt;
import cn.nongchao.seal.text.ShortId;
import cn.nongchao.seal.tlog.TlogProof;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody who has never seen a code scans one on a phone; somebody who believes nobody checks a
 * receipt in their own browser.
 */
class CodeWalkTest {

  /** As where the issuer's site is away; a status of 4xx would show in the console. */
  private static final Route.FulfillOptions GONE =
      new Route.FulfillOptions().setStatus(200).setBody("no list");

  private static final DivisionCode VILLAGE = new DivisionCode("330114003200");

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void aCodeIsGenuineCorrectedRevokedForgedOrUnknown(String lang) {
    IssuedCode genuine = issue();
    IssuedCode corrected = issue();
    IssuedCode revoked = issue();
    List<Fact> right = new ArrayList<>(corrected.facts());
    right.add(Fact.open(Text.of("复查", "Next check"), Text.same("2026-12-01")));
    codes().correct(corrected.act(), Ids.next(), right, "漏记复查日期", supervisor()).orThrow();
    codes().revoke(revoked.act(), "当事人有误", supervisor()).orThrow();

    try (Person passer = Person.at(Screen.PHONE, lang)) {
      passer.visit(path(genuine)).sees(said(lang, "真实有效", "Genuine and valid"));
      passer.sees("33010912345", "已责令改正", genuine.spoken()).picture("code-genuine-" + lang);
      assertThat(passer.text()).doesNotContain("内部");

      passer.visit(path(corrected)).sees(said(lang, "已更正", "corrected"), "漏记复查日期");
      passer.follow(said(lang, "查看更正后的记录", "See the corrected record")).looksOver();
      passer.sees(said(lang, "真实有效", "Genuine and valid"), "2026-12-01");

      passer.visit(path(revoked)).sees(said(lang, "已撤销", "revoked"), "当事人有误");
      passer.picture("code-revoked-" + lang);

      passer.visit(forged(genuine)).sees(said(lang, "伪造或被改动", "Forged or altered"));
      passer.picture("code-forged-" + lang);
      assertThat(passer.text()).doesNotContain("已责令改正");

      passer.visit("/c/" + ShortId.of(UUID.randomUUID()).text());
      passer.sees(said(lang, "查无此码", "No such code"));

      passer.visit("/code").fill("id", genuine.spoken().toLowerCase(java.util.Locale.ROOT));
      passer.press(said(lang, "查验", "Check")).looksOver();
      passer.sees(said(lang, "真实有效", "Genuine and valid"));
      passer.visit("/code").fill("id", mistyped(genuine.shortId()));
      passer.press(said(lang, "查验", "Check")).sees(said(lang, "编号有误", "mistyped"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void aReceiptIsCheckedInTheBrowserItself(String lang) throws Exception {
    PublicLog log = RunningApp.bean(PublicLog.class);
    Receipts receipts = RunningApp.bean(Receipts.class);
    IssuedCode code = issue();
    Awaitility.await().until(() -> receipts.of(code.entry()).isPresent());
    Receipt receipt = receipts.of(code.entry()).orElseThrow();
    String yes = said(lang, "核验通过", "Genuine");
    String no = said(lang, "不是真的", "Not genuine");

    try (Person reader = Person.at(Screen.PHONE, lang)) {
      reader.visit("/log").sees(log.origin());
      reader.visit("/verify").page().waitForSelector("[data-verify='ready']");
      check(reader, receipt.text(), "genuine").sees(yes, log.origin()).looksOver();
      check(reader, receipt.text().replace("占道经营", "合法经营"), "not-genuine").sees(no);
      check(reader, otherEntry(receipt).text(), "not-genuine").sees(no);
      check(reader, otherPlace(receipt).text(), "not-genuine").sees(no);
      check(reader, "{}", "not-genuine");
      check(reader, "某某商店", "no-receipt").sees(said(lang, "这不是凭证", "This is no receipt"));
      reader.page().evaluate("document.querySelector('[data-verify-result]').replaceChildren()");
      reader.page().setInputFiles("#verify-file", photo("街"));
      reader.page().waitForSelector("[data-verdict='no-receipt']");
      reader.sees(said(lang, "一张图片", "a picture")).looksOver();
      check(reader, " " + code.link().replace("/", "／").replace("／c／", "／\nc／") + "\n", "genuine");
      check(reader, code.link(), "genuine").sees(yes, "33010912345");
      assertThat(reader.page().locator("[data-step='open']").count()).as("looked up").isZero();
      IssuedCode revoked = issue();
      codes().revoke(revoked.act(), "误录", supervisor()).orThrow();
      check(reader, revoked.link(), "revoked").sees(said(lang, "真实，但已撤销", "but revoked"));
      reader.page().route("**/c/status/*", route -> route.fulfill(GONE));
      check(reader, revoked.link(), "genuine").sees(said(lang, "未核对", "not looked up"));
      assertThat(reader.page().locator("[data-step='open']").count()).isEqualTo(1);
      reader.page().unroute("**/c/status/*");
      check(reader, codes().site() + forged(code).substring(2), "not-genuine").sees(no);

      reader.page().locator("details summary").first().click();
      printedBefore(reader, code);
      String ours = reader.page().inputValue("#verify-log-keys");
      reader.page().fill("#verify-log-keys", otherKey(log.origin()));
      check(reader, receipt.text(), "not-genuine").sees(no).looksOver();
      reader.page().fill("#verify-log-keys", "");
      check(reader, receipt.text(), "could-not-check");
      reader.page().fill("#verify-log-keys", ours);
      check(reader, receipt.text(), "genuine");
    }
  }

  /** A link of an address that held before is of the issuer as long as its keys say so. */
  private static void printedBefore(Person reader, IssuedCode code) {
    String former = "https://before.example.gov.cn/c";
    String printed = code.link().replace(codes().site(), former);
    check(reader, printed, "not-genuine");
    String keys = reader.page().inputValue("#verify-code-keys");
    reader.page().fill("#verify-code-keys", keys + "\n" + keys.replace(codes().site(), former));
    check(reader, printed, "genuine");
    assertThat(reader.page().locator("[data-step='open']").count()).as("looked up").isZero();
    reader.page().fill("#verify-code-keys", keys);
  }

  /** The same proof for other facts, with the checksum put right: only the tree can tell. */
  private static Receipt otherEntry(Receipt receipt) {
    Map<String, Object> facts = new HashMap<>(receipt.entry().facts().facts());
    facts.put("to", "CLOSED");
    EntryFacts other = new EntryFacts(receipt.entry().facts().type(), facts);
    return new Receipt(new SealedEntry(other, receipt.entry().salt()), receipt.proof());
  }

  private static Receipt otherPlace(Receipt receipt) {
    TlogProof proof = receipt.proof();
    long index = proof.index() == 0 ? 1 : proof.index() - 1;
    return new Receipt(receipt.entry(), new TlogProof(index, proof.path(), proof.checkpoint()));
  }

  private static String otherKey(String origin) throws Exception {
    return Ed25519.verifierKey(origin, Ed25519.fromSeed(new byte[32])).toString();
  }

  private static Person check(Person reader, String text, String verdict) {
    reader.page().evaluate("document.querySelector('[data-verify-result]').replaceChildren()");
    reader.page().fill("#verify-text", text);
    reader.page().locator("[data-verify-form] button").click();
    reader.page().waitForSelector("[data-verdict='" + verdict + "']");
    return reader;
  }

  private static String path(IssuedCode code) {
    return "/c" + code.link().substring(codes().site().length());
  }

  private static String forged(IssuedCode code) {
    String path = path(code);
    int at = path.length() - 40;
    char other = path.charAt(at) == 'A' ? 'B' : 'A';
    return path.substring(0, at) + other + path.substring(at + 1);
  }

  private static String mistyped(String shortId) {
    return (shortId.charAt(0) == '7' ? '8' : '7') + shortId.substring(1);
  }

  private static String said(String lang, String zh, String en) {
    return lang.equals("zh") ? zh : en;
  }

  private static Codes codes() {
    return RunningApp.bean(Codes.class);
  }

  private static Viewer supervisor() {
    Grant grant = Grant.within(LoopRoles.SUPERVISOR, new DivisionCode("330114003"));
    return new Viewer(PersonId.next(), "监督员", null, List.of(grant), "test");
  }

  private static IssuedCode issue() {
    LoopId loop = LoopId.next();
    Opening opening =
        new Opening(
            loop, "event", "占道经营", VILLAGE, null, null, null, null, null, "占道经营", Map.of(),
            List.of());
    RunningApp.bean(Loops.class).open(opening, Actor.automatic("test")).orThrow();
    return codes()
        .issue(
            new ActRecord(
                Ids.next(),
                "correction",
                loop,
                loop.value(),
                VILLAGE,
                "",
                List.of("33010912345", "33010912346"),
                List.of(
                    Fact.open(Text.of("事项", "Matter"), Text.same("占道经营")),
                    Fact.open(Text.of("检查处理情况", "Checked and done"), Text.same("已责令改正")),
                    new Fact(Text.of("记录", "Note"), Text.same("内部"), Audience.OFFICIAL))))
        .orThrow();
  }
}
