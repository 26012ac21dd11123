package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.rules.Tree;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final boolean script;
  private final List<String> console = new ArrayList<>();

  private Person(Screen screen, String lang, boolean script) {
    this.screen = screen;
    this.script = script;
    this.context =
        Browsing.browser()
            .newContext(
                new NewContextOptions()
                    .setViewportSize(screen.width, screen.height)
                    // A colour seen while it fades is nobody's contrast.
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setHasTouch(screen == Screen.PHONE)
                    .setJavaScriptEnabled(script)
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
    return new Person(screen, lang, true);
  }

  /** Somebody whose browser runs no script: pages must do without, and axe cannot look at them. */
  static Person withoutScript(Screen screen, String lang) {
    return new Person(screen, lang, false);
  }

  /** A demo account at its work, already signed in. */
  static Person atWork(Screen screen, String login) {
    String session =
        RunningApp.bean(SignIn.class)
            .begin(login, DEMO_PASSWORD, new SignIn.From("127.0.0.1", "test"))
            .orThrow();
    return at(screen, "zh").withSession(session);
  }

  /**
   * From a network address of their own: what is counted by address is counted for them alone. The
   * application stands behind a proxy, as in production, and believes what it says.
   */
  Person from(String address) {
    context.setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
    return this;
  }

  /** Where the device says it is, to 8 metres. */
  Person standingAt(double lat, double lon) {
    context.grantPermissions(List.of("geolocation"));
    context.setGeolocation(new Geolocation(lat, lon).setAccuracy(8));
    return this;
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

  /** Where the links lead that this selector finds. */
  List<String> hrefs(String selector) {
    return page.locator(selector).all().stream().map(link -> link.getAttribute("href")).toList();
  }

  String text() {
    return page.locator("body").innerText();
  }

  Person sees(String... words) {
    for (String word : words) assertThat(text()).as(page.url()).contains(word);
    return this;
  }

  /** Comes to a page that is not for them. */
  Person isTurnedAway(String path, int status) {
    assertThat(page.navigate(RunningApp.url(path)).status()).as(path).isEqualTo(status);
    return wasRefused(status);
  }

  Person wasRefused() {
    return wasRefused(422);
  }

  /** What was sent was refused, as meant: the browser's own remark on the status is no fault. */
  Person wasRefused(int status) {
    String remark = "status of " + status;
    assertThat(console).as("refused with " + status).anyMatch(line -> line.contains(remark));
    console.removeIf(line -> line.contains(remark));
    return looksOver();
  }

  /** The messages that say what is wrong, each beside its field or on top. */
  String complaintsOfPage() {
    return String.join(" ", page.locator(".field-error, .alert-danger").allInnerTexts());
  }

  /** The form of a move on an event's page, unfolded. */
  Locator form(String move) {
    Locator form = page.locator("#move-" + move);
    form.evaluate("box => { box.open = true; }");
    return form;
  }

  /** Presses the button of a form. */
  Person send(Locator form) {
    form.locator("button.btn-move").click();
    page.waitForLoadState();
    return this;
  }

  /** Whoever sends the public form within a second is taken for a machine here. */
  Person takesTheirTime() {
    String handedOut = page.locator("main [name=form]").inputValue().replaceAll("[.].*", "");
    page.waitForFunction("since => Date.now() / 1000 > since + 1", Double.valueOf(handedOut));
    return this;
  }

  /** Chooses files in a field of a form and waits until they have gone up. */
  Person attach(Locator form, String field, FilePayload... files) {
    Locator box = form.locator("[data-upload='" + field + "']");
    box.locator("[data-upload-files]").setInputFiles(files);
    box.locator("[data-state='sent']").nth(files.length - 1).waitFor();
    return this;
  }

  /** Takes a photo with the camera of the phone, which adds where it was taken. */
  Person takePhoto(Locator form, String field, FilePayload photo) {
    Locator box = form.locator("[data-upload='" + field + "']");
    box.locator("[data-upload-camera] input").setInputFiles(photo);
    box.locator("[data-state='sent']").last().waitFor();
    return this;
  }

  /** That so many pictures are on the page, each loaded and not broken. */
  Person seesPictures(String where, int count) {
    Locator pictures = page.locator(where + " img");
    assertThat(pictures.count()).as("pictures in " + where).isEqualTo(count);
    for (Locator picture : pictures.all()) {
      picture.scrollIntoViewIfNeeded();
      page.waitForCondition(() -> (int) picture.evaluate("i => i.naturalWidth") > 0);
    }
    page.evaluate("scrollTo(0, 0)");
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
    if (!script) return wrong;
    String where = "%s at %d px: ".formatted(page.url(), screen.width);
    int overhang =
        (int)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (overhang > 0) wrong.add(where + overhang + " px too wide: " + tooWide());
    for (Rule rule : axe().analyze().getViolations()) {
      String at = rule.getNodes().isEmpty() ? "" : rule.getNodes().getFirst().getHtml();
      wrong.add(where + "axe " + rule.getId() + ", " + rule.getHelp() + ": " + at);
    }
    return wrong;
  }

  /**
   * In the page itself, as there are no frames, and telling only what is wrong: three times as
   * fast.
   */
  private AxeBuilder axe() {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options).setLegacyMode(true);
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
              const ours = '[lang^=zh],script,textarea,.navbar-brand,.topbar-brand,.topbar-person';
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
    KnownNames names = KnownNames.now();
    for (Object text : (List<?>) found) {
      if (HAN.matcher(names.takenOutOf(text.toString())).find()) left.add(text.toString());
    }
    if (left.isEmpty()) return null;
    return page.url() + ": " + String.join(" | ", left.subList(0, Math.min(8, left.size())));
  }

  /**
   * A picture in the docs anew, where it is asked for and there is one; else beside the results.
   */
  Person picture(String name) {
    Path shown = Tree.ROOT.resolve("docs/pictures").resolve(name + ".png");
    boolean asked = Boolean.getBoolean("pictures.write") && Files.exists(shown);
    Path beside = Path.of("target", "pictures", name + ".png");
    page.screenshot(new ScreenshotOptions().setPath(asked ? shown : beside));
    return this;
  }

  @Override
  public void close() {
    context.close();
  }
}
