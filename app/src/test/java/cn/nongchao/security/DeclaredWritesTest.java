package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.platform.web.Guarded;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever writes is declared, so that its page and a program come to one method with one reading,
 * one right and one place; what is written by hand is listed here with its reason.
 */
class DeclaredWritesTest {

  private static final Map<String, String> BY_HAND =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("POST /language", "a program names its language with each request"),
              Map.entry("POST /sign-in", "a program comes with a token"),
              Map.entry("POST /sign-in/passkey", "a program comes with a token"),
              Map.entry("POST /sign-out", "a token is revoked, there is nothing to leave"),
              Map.entry("POST /evidence", "bytes, sent by a page's script"),
              Map.entry("POST /api/v1/evidence", "bytes"),
              Map.entry("POST /imports/{kind}", "a file, looked at before anything is written"),
              Map.entry("POST /api/v1/imports/{kind}", "a file, looked at first"),
              Map.entry("POST /imports/outlines", "the same, a longer one"),
              Map.entry("POST /api/v1/imports/outlines", "the same, a longer one"),
              Map.entry("POST /api/v1/divisions/outlines", "GeoJSON, a format of its own"),
              Map.entry("PUT /api/v1/divisions/outlines", "GeoJSON, a format of its own"),
              Map.entry("PUT /api/v1/divisions/{code}/outline", "GeoJSON, a format of its own"),
              Map.entry("POST /loops/{id}/{move}", "the kind's own door, at the general address"),
              Map.entry("POST /api/v1/loops/{id}/moves", "the kind's own door")));

  @Test
  void whatWritesIsDeclared() {
    assertThat(byHand()).isEqualTo(new TreeSet<>(BY_HAND.keySet()));
  }

  private static Set<String> byHand() {
    Set<String> found = new TreeSet<>();
    RunningApp.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((info, handler) -> {
          if (isDeclared(handler)) return;
          for (RequestMethod method : info.getMethodsCondition().getMethods()) {
            if (method == RequestMethod.GET) continue;
            for (String path : info.getPatternValues()) found.add(method + " " + path);
          }
        });
    return found;
  }

  private static boolean isDeclared(HandlerMethod handler) {
    return handler.getBean() instanceof Guarded
        || !handler.getBeanType().getName().startsWith("cn.nongchao.");
  }
}
