package cn.nongchao.proof.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.proof.Codes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A genuine code stays genuine however a chat hands its link on; what was altered does not. */
class CodePathTest {

  private static final String GENUINE = "scan-valid";

  private static String id = "";
  private static String token = "";
  private static String link = "";

  @BeforeAll
  static void issued() {
    String path = CodeApiTest.issued();
    UUID act = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    link = RunningApp.bean(Codes.class).find(act).orElseThrow().link();
    String[] parts = link.split("/");
    token = parts[parts.length - 1];
    id = parts[parts.length - 2];
  }

  private static String filled(String form) {
    int half = token.length() / 2;
    StringBuilder wide = new StringBuilder();
    id.chars().forEach(c -> wide.appendCodePoint(c + 0xFEE0));
    return form.replace("WIDE", URLEncoder.encode(wide.toString(), StandardCharsets.UTF_8))
        .replace("small", id.toLowerCase(java.util.Locale.ROOT))
        .replace("BEGIN", token.substring(0, half))
        .replace("END", token.substring(half))
        .replace("LINK", link)
        .replace("ID", id)
        .replace("TOKEN", token);
  }

  /** As a browser does, which follows where it is led. */
  private static Answer opened(String path) {
    Answer answer = Visitor.anonymous().get(path);
    String at = answer.header("Location");
    if (answer.status() != 302 || at == null || path.startsWith("/code")) return answer;
    return Visitor.anonymous().get(URI.create(at).getRawPath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/c/ID/TOKEN",
        "/c/ID/TOKEN/",
        "/c/ID/TOKEN%20",
        "/c/%20ID/TOKEN",
        "/c/ID/BEGIN%0AEND",
        "/c/ID/BEGIN%0D%0A%20END",
        "/c/ID/BEGIN%E2%80%8BEND",
        "/c/ID/BEGIN%2520END",
        "/c/small/TOKEN",
        "/C/small/TOKEN",
        "/c/WIDE/TOKEN",
        "/c/ID/TOKEN%E3%80%82",
        "/c/ID/TOKEN%EF%BC%8C%E8%AF%B7%E6%A0%B8%E5%AF%B9",
        "/c/ID%252FTOKEN",
        "/c/ID/TOKEN?from=singlemessage&isappinstalled=0"
      })
  void aLinkThatAChatHandedOn(String form) {
    Answer answer = opened(filled(form));
    assertThat(answer.status()).as(form).isEqualTo(200);
    assertThat(answer.body()).as(form).contains(GENUINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LINK",
        " LINK\n",
        "【行政行为码】LINK 请核对",
        "ＩＤ是 LINK。",
        "https%3A%2F%2Fa.example%2Fc%2FID%2FTOKEN",
        "https%253A%252F%252Fa.example%252Fc%252FID%252FTOKEN",
        "ID/TOKEN"
      })
  void aLinkThatIsPasted(String form) {
    String typed = filled(form.replace("ＩＤ", "编号"));
    Answer found = opened("/code?id=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    assertThat(found.status()).as(form).isEqualTo(302);
    String at = String.valueOf(found.header("Location"));
    assertThat(at).as(form).endsWith("/c/" + id + "/" + token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/c/ID/BEGINxEND", "/c/ID/BEGIN", "/c/0123456789AB/TOKEN"})
  void whatWasAlteredIsNot(String form) {
    assertThat(opened(filled(form)).body()).as(form).doesNotContain(GENUINE);
  }
}
