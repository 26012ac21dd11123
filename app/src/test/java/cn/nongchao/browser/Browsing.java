package cn.nongchao.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The one browser of the JVM; started with the first test that opens a page. */
final class Browsing {

  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private Browsing() {}

  private static final class Started {

    // Its own driver, but the system's browser: nothing is downloaded.
    static final Playwright PLAYWRIGHT =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    static final Browser BROWSER =
        PLAYWRIGHT
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--lang=zh-CN")));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
    }
  }

  static Browser browser() {
    Assumptions.assumeFalse(Boolean.getBoolean("browser.skip"), "left out by -Dbrowser.skip=true");
    return Started.BROWSER;
  }

  private static Path executable() {
    String named = System.getenv("NONGCHAO_CHROMIUM");
    return Stream.concat(Stream.ofNullable(named), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "No Chromium found. Debian: sudo apt-get install -y chromium fonts-noto-cjk;"
                    + " or name one in NONGCHAO_CHROMIUM; or leave these tests out with"
                    + " -Dbrowser.skip=true."));
  }
}
