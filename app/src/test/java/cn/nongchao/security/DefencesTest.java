package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.Ids;
import cn.nongchao.rules.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands between the application and a hostile browser. */
class DefencesTest {

  @Test
  void everyPageSaysWhatABrowserMayDoWithIt() {
    for (String path : List.of("/sign-in", "/no/such/page", "/static/js/nongchao.js")) {
      Answer page = Visitor.anonymous().get(path);
      assertThat(page.header("content-security-policy"))
          .contains("default-src 'self'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe-eval")
          .doesNotContainPattern("script-src[^;]*unsafe-inline");
      assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(page.header("x-frame-options")).isEqualTo("DENY");
      assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
      assertThat(page.header("permissions-policy")).contains("camera=(self)");
      assertThat(page.header("server")).isNull();
    }
  }

  @Test
  void whatIsPersonalIsNotKept() {
    Visitor visitor = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(visitor.get("/inbox").header("cache-control")).isEqualTo("private, no-store");
    assertThat(visitor.get("/api/v1/loops").header("cache-control")).isEqualTo("private, no-store");
    assertThat(visitor.get("/static/img/nongchao.svg").header("cache-control"))
        .doesNotContain("private");
    assertThat(visitor.get("/indicators.csv").header("cache-control")).contains("no-store");
    Visitor admin = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    assertThat(admin.get("/imports/people/template.xlsx").header("cache-control"))
        .contains("no-store");
  }

  /** What may be kept says so itself, and is the same for everybody; these are all there are. */
  @Test
  void nothingElseIsKeptByABrowser() {
    Set<String> open =
        Set.of(
            "/c/keys",
            "/c/status/{number:[0-9]{1,4}}",
            "/log/keys",
            "/log/tile/**",
            "/map/areas.geojson",
            "/api/v1/map/areas");
    List<String> kept = new ArrayList<>();
    Map<String, Visitor> visitors = new HashMap<>();
    for (Endpoints.Endpoint endpoint : Endpoints.all()) {
      if (!endpoint.isRead() || open.contains(endpoint.path())) continue;
      String role =
          RunningApp.bean(Roles.class).names().stream()
              .filter(one -> endpoint.anyone() || endpoint.admits(one))
              .findFirst()
              .orElseThrow();
      Visitor visitor =
          visitors.computeIfAbsent(role, one -> Visitor.signedIn(Cast.everywhere(one).session()));
      String said = visitor.get(endpoint.nowhere()).header("cache-control");
      if (said == null || !said.contains("no-store")) kept.add(endpoint + ": " + said);
    }
    assertThat(kept).isEmpty();
  }

  @Test
  void aWriteWithoutTheTokenIsRefused() {
    Visitor visitor = Visitor.signedIn(Cast.atHome(CasesRoles.DISPATCHER).session());
    assertThat(visitor.postWithoutToken("/language", Map.of("to", "en")).status()).isEqualTo(403);
    assertThat(visitor.postWithoutToken("/sign-out", Map.of()).status()).isEqualTo(403);
    Map<String, String> forged =
        Map.of("to", "en", "_csrf", "00000000-0000-0000-0000-000000000000");
    assertThat(visitor.postWithoutToken("/language", forged).status()).isEqualTo(403);
    assertThat(visitor.post("/language", Map.of("to", "en")).status()).isEqualTo(302);
  }

  /** Whoever may, asked from another site; what is asked with the token is answered otherwise. */
  @Test
  void noWriteAtAllIsTakenWithoutTheToken() {
    List<String> taken = new ArrayList<>();
    List<String> alsoWith = new ArrayList<>();
    Map<String, Visitor> visitors = new HashMap<>();
    for (Endpoints.Endpoint endpoint : Endpoints.all()) {
      if (endpoint.isRead()) continue;
      String role =
          RunningApp.bean(Roles.class).names().stream()
              .filter(endpoint::admits)
              .findFirst()
              .orElseThrow();
      Visitor visitor =
          visitors.computeIfAbsent(role, one -> Visitor.signedIn(Cast.everywhere(one).session()));
      String type = endpoint.isApi() ? "application/json" : "application/x-www-form-urlencoded";
      String body = endpoint.isApi() ? "{}" : "";
      Answer without = visitor.send(endpoint.method(), endpoint.nowhere(), body, type);
      if (without.status() != 403) taken.add(endpoint + ": " + without.status());
      if (endpoint.path().equals("/sign-out")) continue;
      Visitor own = Visitor.signedIn(visitor.cookies().get("nc_session"));
      own.saying("X-CSRF-TOKEN", own.csrf());
      Answer with = own.send(endpoint.method(), endpoint.nowhere(), body, type);
      if (with.status() == 403) alsoWith.add(endpoint.toString());
    }
    assertThat(taken).isEmpty();
    assertThat(alsoWith).as("refused for another reason, so nothing is shown by it").isEmpty();
  }

  @Test
  void theSessionCookieStaysOutOfScriptsAndOtherSites() {
    Cast.Member member = Cast.atHome(CasesRoles.CLERK);
    Visitor visitor = Visitor.anonymous();
    Answer entered =
        visitor.post("/sign-in", Map.of("login", member.login(), "password", Cast.PASSWORD));
    assertThat(entered.status()).isIn(302, 303);
    String cookie =
        entered.headers().get("set-cookie").stream()
            .filter(c -> c.startsWith("nc_session="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
    assertThat(visitor.cookies().get("nc_session")).hasSizeGreaterThan(40);
  }

  @Test
  void signingOutEndsTheSessionOnTheServer() {
    String token = Cast.atHome(CasesRoles.CLERK).session();
    Visitor visitor = Visitor.signedIn(token);
    assertThat(visitor.post("/sign-out", Map.of()).status()).isIn(302, 303);
    Answer after = Visitor.signedIn(token).post("/sign-out", Map.of());
    assertThat(after.sendsTo("/sign-in")).isTrue();
  }

  @Test
  void nobodyLearnsWhoHasAnAccount() {
    String known = Cast.atHome(LoopRoles.SUPERVISOR).login();
    String unknown = "nobody-" + Ids.next();
    Answer a = attempt(known);
    Answer b = attempt(unknown);
    assertThat(a.status()).isEqualTo(401).isEqualTo(b.status());
    assertThat(anonymised(a.body(), known)).isEqualTo(anonymised(b.body(), unknown));
  }

  private static Answer attempt(String login) {
    return Visitor.anonymous().post("/sign-in", Map.of("login", login, "password", "wrong"));
  }

  private static String anonymised(String page, String login) {
    return page.replace(login, "LOGIN").replaceAll("\"[\\w-]{40,}\"", "TOKEN");
  }

  @Test
  void signingInLeadsNowhereElse() {
    Cast.Member member = Cast.atHome(CasesRoles.CLERK);
    for (String back :
        List.of(
            "//evil.example/", "https://evil.example/", "/\\evil.example", "/.//evil.example")) {
      Answer entered =
          Visitor.anonymous()
              .post(
                  "/sign-in",
                  Map.of("login", member.login(), "password", Cast.PASSWORD, "back", back));
      assertThat(entered.header("location")).doesNotContain("evil");
    }
  }

  @Test
  void anErrorTellsNothingOfItsInside() {
    Answer missing = Visitor.anonymous().get("/no/such/page");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).doesNotContain("Exception", "cn.nongchao", "org.springframework");
    Answer browser =
        Visitor.anonymous().saying("Accept", "text/html,*/*;q=0.8").get("/no/such/page");
    assertThat(browser.header("content-type")).startsWith("text/html");
    assertThat(browser.body()).contains("没有找到这个页面");
  }

  /** Values go into SQL as parameters; what is put together is names of ours. */
  @Test
  void sqlIsNotPutTogetherFromInput() {
    Pattern quoted = Pattern.compile("'\\s*\"\\s*\\+|\\+\\s*\"\\s*'");
    List<String> found =
        Tree.mainJava().stream()
            .filter(file -> file.name().startsWith("app/") && !file.name().contains("/launch/"))
            .flatMap(file -> file.lines().stream().map(line -> file.name() + ": " + line.strip()))
            .filter(line -> quoted.matcher(line).find())
            .filter(line -> line.matches("(?i).*\\b(select|where|and|set|values|like)\\b.*"))
            .toList();
    assertThat(found).isEmpty();
  }
}
