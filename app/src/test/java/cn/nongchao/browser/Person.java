package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.rules.Tree;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a screen. Whatever page they come to must be whole: an answer of 200, nothing in the
 * browser's console, nothing axe objects to, nothing to scroll sideways.
 */
final class Person implements AutoCloseable {

  /** The sizes the product is made for. */
  enum Screen {
    WALL(1920, 1080),
    DESK(1280, 900),
    PHONE(360, 800);

    final int width;
    final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  static final String DEMO_PASSWORD = "nongchao-demo";
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final BrowserContext context;
  private final Page page;
  private final Screen screen;
  private final List<String> console = new ArrayList<>();

  private Person(Screen screen, String lang) {
    this.screen = screen;
    this.context =
        Browsing.browser()
            .newContext(
                new NewContextOptions()
                    .setViewportSize(screen.width, screen.height)
                    .setHasTouch(screen == Screen.PHONE)
                    .setLocale(lang.equals("zh") ? "zh-CN" : "en-GB")
                    .setTimezoneId("Asia/Shanghai"));
    context.addCookies(List.of(new Cookie("lang", lang).setUrl(RunningApp.url("/"))));
    this.page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        console.add(page.url() + ": " + message.text());
      }
    });
    page.onPageError(error -> console.add(page.url() + ": " + error));
  }

  static Person at(Screen screen, String lang) {
    return new Person(screen, lang);
  }

  /** Signed in by the form, as a demo account. */
  Person signedInAs(String login) {
    signIn(login, DEMO_PASSWORD);
    assertThat(context.cookies())
        .as("session of " + login)
        .anyMatch(c -> c.name.equals("nc_session"));
    return this;
  }

  void signIn(String login, String password) {
    page.navigate(RunningApp.url("/sign-in"));
    page.fill("#login", login);
    page.fill("#password", password);
    page.click("main form button");
    page.waitForLoadState();
  }

  /** With a session of somebody made elsewhere. */
  Person withSession(String token) {
    Cookie cookie = new Cookie("nc_session", token).setUrl(RunningApp.url("/")).setHttpOnly(true);
    context.addCookies(List.of(cookie));
    return this;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Comes to a page and looks it over. */
  Person visit(String path) {
    Response response = page.navigate(RunningApp.url(path));
    assertThat(response.status()).as(path).isEqualTo(200);
    return looksOver();
  }

  Person follow(String text) {
    page.locator("main").getByText(text).first().click();
    page.waitForLoadState();
    return this;
  }

  /** Presses a button by its words. */
  Person press(String text) {
    button(text).click();
    page.waitForLoadState();
    return this;
  }

  Locator button(String text) {
    return page.locator("main button, main a.btn")
        .filter(new Locator.FilterOptions().setHasText(text))
        .first();
  }

  Person fill(String name, String value) {
    page.locator("main [name='" + name + "']").first().fill(value);
    return this;
  }

  String text() {
    return page.locator("body").innerText();
  }

  Person sees(String... words) {
    for (String word : words) assertThat(text()).as(page.url()).contains(word);
    return this;
  }

  /** What was sent was refused, as meant: the browser's own remark on the status is no fault. */
  Person wasRefused() {
    assertThat(console).anyMatch(line -> line.contains("422"));
    console.removeIf(line -> line.contains("422"));
    return this;
  }

  /** The rules for every page; where we are now. */
  Person looksOver() {
    List<String> wrong = complaints();
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
    return this;
  }

  List<String> complaints() {
    page.waitForLoadState();
    List<String> wrong = new ArrayList<>(console);
    console.clear();
    String where = "%s at %d px: ".formatted(page.url(), screen.width);
    int overhang =
        (int)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (overhang > 0) wrong.add(where + overhang + " px too wide: " + tooWide());
    for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
      String at = rule.getNodes().isEmpty() ? "" : rule.getNodes().getFirst().getHtml();
      wrong.add(where + "axe " + rule.getId() + ", " + rule.getHelp() + ": " + at);
    }
    return wrong;
  }

  private String tooWide() {
    return String.valueOf(
        page.evaluate(
            "(() => { const w = document.documentElement.clientWidth;"
                + " return Array.from(document.querySelectorAll('main *'))"
                + ".filter(e => e.getBoundingClientRect().right > w + 1).slice(0, 3)"
                + ".map(e => e.tagName + '.' + e.className).join(', '); })()"));
  }

  /**
   * Chinese words on an English page. Names of places, people and organisations, and what people
   * wrote, are data and stay as they are; other data must be marked with its language.
   */
  @Nullable String untranslated() {
    Object found =
        page.evaluate(
            """
            () => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const ours = '[lang^=zh], script, .navbar-brand, .topbar-brand, .topbar-person';
              const found = [];
              for (let n = walker.nextNode(); n; n = walker.nextNode()) {
                const e = n.parentElement;
                if (!/\\p{Script=Han}/u.test(n.data) || e.closest(ours)) continue;
                if (e.checkVisibility()) found.push(n.data.trim());
              }
              return found;
            }
            """);
    List<String> left = new ArrayList<>();
    for (Object text : (List<?>) found) {
      if (HAN.matcher(KnownNames.takenOutOf(text.toString())).find()) left.add(text.toString());
    }
    if (left.isEmpty()) return null;
    return page.url() + ": " + String.join(" | ", left.subList(0, Math.min(8, left.size())));
  }

  /** A picture for the README where it is asked for, else beside the test's results. */
  Person picture(String name) {
    Path folder =
        Boolean.getBoolean("pictures.write")
            ? Tree.ROOT.resolve("docs/pictures")
            : Path.of("target", "pictures");
    page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    return this;
  }

  @Override
  public void close() {
    context.close();
  }
}
