package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses the server itself refuses, before anything of ours is asked. */
class OddAddressesTest {

  private static String answer(String path, String language) throws IOException {
    try (Socket line = new Socket("localhost", URI.create(RunningApp.url("/")).getPort())) {
      line.setSoTimeout(30_000);
      String head =
          "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: ";
      line.getOutputStream()
          .write((head + language + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final List<String> ODD =
      List.of("people%2f", "people%5c", "%2e%2e%2fetc", "a%00b", "%zz", "%", "%ff");

  @Test
  void areAnsweredByAPageOfOursInBothLanguages() throws IOException {
    for (String odd : ODD) {
      assertThat(answer("/" + odd, "zh"))
          .as(odd)
          .matches("(?s)HTTP/1.1 40[04].*")
          .contains("lang=\"zh-CN\"", "弄潮", "回到首页")
          .doesNotContainIgnoringCase("tomcat");
      assertThat(answer("/" + odd, "en"))
          .as(odd)
          .contains("lang=\"en\"", "Home")
          .doesNotContainIgnoringCase("tomcat");
    }
  }

  /** Of whom not even the first line can be read nobody knows the language. */
  @Test
  void orByAPageWhereNothingIsRead() throws IOException {
    for (String odd : List.of("a|b", "\u00ff", "a b c")) {
      assertThat(answer("/" + odd, "zh"))
          .as(odd)
          .startsWith("HTTP/1.1 400")
          .contains("弄潮", "回到首页")
          .doesNotContainIgnoringCase("tomcat");
    }
  }

  @Test
  void andToProgramsByAProblemDocument() throws IOException {
    for (String odd : ODD) {
      assertThat(answer("/api/v1/" + odd, "en"))
          .as(odd)
          .matches("(?s)HTTP/1.1 40[04].*")
          .contains("application/problem+json", "\"type\":\"/problems/")
          .doesNotContainIgnoringCase("tomcat");
    }
  }
}
