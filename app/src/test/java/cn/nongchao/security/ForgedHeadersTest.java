package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.cases.CasesRoles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a client says of the address it asks, or of the one it comes from, is not believed. */
class ForgedHeadersTest {

  private static final String FORGED =
      """
      Host: evil.example\r
      X-Forwarded-Host: evil.example\r
      X-Forwarded-Port: 666\r
      X-Forwarded-Prefix: /evil.example\r
      Forwarded: host=evil.example\r
      """;

  /** Said as it stands: a client library would correct the host. */
  private static String asked(String path) throws IOException {
    URI here = URI.create(RunningApp.url("/"));
    try (Socket socket = new Socket(here.getHost(), here.getPort())) {
      OutputStream out = socket.getOutputStream();
      String request = "GET " + path + " HTTP/1.1\r\n" + FORGED + "Connection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aRedirectIsRelativeWhateverTheHostSays() throws IOException {
    assertThat(asked("/inbox")).contains("302", "Location: /sign-in?back=%2Finbox\r\n");
    assertThat(asked("/loops/none")).contains("302", "Location: /sign-in?back=%2Floops%2Fnone\r\n");
  }

  @Test
  void noAnswerNamesTheHostThatWasSaid() throws IOException {
    for (String path :
        List.of("/", "/sign-in", "/log", "/inbox", "/no/such/page", "/static", "/openapi.json")) {
      assertThat(asked(path)).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
    }
  }

  /** It takes seconds to make: once, not once for each language somebody says they read. */
  @Test
  void theDescriptionOfTheInterfaceIsMadeOnce() {
    var springdoc = RunningApp.bean(org.springdoc.core.service.OpenAPIService.class);
    String usual = Visitor.anonymous().get("/openapi.json").body();
    Object made = springdoc.getCachedOpenAPI(java.util.Locale.ENGLISH);
    assertThat(made).isNotNull();
    for (String language : List.of("de", "fr", "zh-CN", "tlh")) {
      Visitor reader = Visitor.anonymous().saying("Accept-Language", language);
      assertThat(reader.get("/openapi.json").body()).isEqualTo(usual);
      var other = java.util.Locale.forLanguageTag(language);
      assertThat(springdoc.getCachedOpenAPI(other)).as(language).isNull();
    }
  }

  @Test
  void theAddressKeptWithASessionIsAnAddress() {
    Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
    Map<String, String> form = Map.of("login", member.login(), "password", Cast.PASSWORD);
    for (String said : List.of("<b>10.9.9.9</b>", "1.1.1.1, 203.0.113.99")) {
      Visitor visitor = Visitor.anonymous().saying("X-Forwarded-For", said);
      assertThat(visitor.post("/sign-in", form).sendsTo("/")).isTrue();
    }
    assertThat(
            RunningApp.bean(JdbcClient.class)
                .sql("select address from people.sessions where person = ?")
                .param(member.id())
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("127.0.0.1", "203.0.113.99");
  }

  @Test
  void overHttpsCookiesStayWithHttps() {
    Visitor visitor = Visitor.anonymous().saying("X-Forwarded-Proto", "https");
    assertThat(visitor.post("/language", Map.of("to", "zh")).headers().get("set-cookie"))
        .anyMatch(cookie -> cookie.startsWith("lang="))
        .allMatch(cookie -> cookie.contains("Secure"));
    assertThat(visitor.get("/").header("strict-transport-security")).isNotNull();
  }
}
