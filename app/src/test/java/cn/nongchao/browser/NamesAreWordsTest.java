package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.Sight;
import cn.nongchao.rules.Tree;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place may be called anything: on a map, too, its name is read and never run. */
class NamesAreWordsTest {

  private static final String NAME = "<img src=x onerror=window.ran=1><b>甲</b>";

  /** Every way by which script makes HTML of text, here or in Leaflet. */
  private static final Pattern HTML =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|srcdoc|parseFromString"
              + "|createContextualFragment|setHTML|eval\\(|new Function"
              + "|bindTooltip|bindPopup|setTooltipContent|setPopupContent|\\bhtml:|formatter:");

  /** What is given to it there is a node, or a constant of ours. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          // A page of ours asked for again, drawn and escaped by the server.
          "parseFromString\\(await answer\\.text\\(\\), 'text/html'\\)|part\\.innerHTML ==="
              + " fresh\\.innerHTML|(bindTooltip|bindPopup)\\((\\(\\) => )?plain\\(|\\bhtml:"
              + " plain\\(|innerHTML = '[^'+]*';$|formatter: '[^']*'|[vV]alueFormatter: ");

  @Test
  void noScriptMakesHtmlOfText() {
    List<String> found =
        Tree.files(name -> name.matches("app/src/main/resources/static/js/.*\\.js")).stream()
            .flatMap(file -> file.lines().stream().map(line -> file.name() + ": " + line.strip()))
            .filter(line -> HTML.matcher(line).find() && !HARMLESS.matcher(line).find())
            .toList();
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dispatcher, /screen, **/screen/map",
    "dispatcher, EVENT, **/map/areas*",
    "citizen, /report, **/map/areas*",
    "admin, MAP, **/divisions/outlines.geojson*"
  })
  void onEveryMap(String login, String path, String outlines) {
    try (Person person = Person.atWork(Screen.WALL, login)) {
      Page page = person.page();
      page.route(outlines, NamesAreWordsTest::renamed);
      page.navigate(RunningApp.url(address(path)));
      Locator shape = page.locator("path.leaflet-interactive").first();
      shape.waitFor();
      Locator tooltip = page.locator(".leaflet-tooltip");
      // Of many shapes one lies free in the middle of what is seen.
      for (Locator one : page.locator("path.leaflet-interactive").all()) {
        one.dispatchEvent("mouseover");
        if (tooltip.count() > 0) break;
      }
      assertThat(tooltip.first().innerText()).contains(NAME);
      assertThat(page.locator("[src='x'], .leaflet-container b").count()).isZero();
      assertThat(page.evaluate("() => window.ran")).isNull();
    }
  }

  /** Written from right to left, words would carry the number beside them along. */
  @Test
  void wordsOfTheOtherDirectionStandAlone() {
    String words = "سلام بازار";
    String id = Casework.reported(words).path("id").asString();
    try (Person person = Person.atWork(Screen.DESK, "dispatcher")) {
      for (String path : List.of("/events?q=" + words.substring(0, 4), "/events/" + id, "/inbox")) {
        Page page = person.page();
        page.navigate(RunningApp.url(path));
        Object loose =
            page.evaluate(
                """
                words => {
                  const found = [];
                  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  while (walk.nextNode()) {
                    if (!walk.currentNode.data.includes(words)) continue;
                    const style = getComputedStyle(walk.currentNode.parentElement);
                    const alone = style.display !== 'inline' || style.unicodeBidi === 'isolate';
                    if (!alone) found.push(walk.currentNode.parentElement.outerHTML);
                  }
                  return found;
                }
                """,
                words);
        assertThat((List<?>) loose).as(path).isEmpty();
      }
    }
  }

  /** An event whose place is known, or the editor of a street's outlines. */
  private static String address(String path) {
    if (path.equals("MAP")) return "/divisions/map?at=330114003";
    if (!path.equals("EVENT")) return path;
    var all = LoopQuery.open(cn.nongchao.loop.Box.ALL).kinds(java.util.Set.of("event"));
    return RunningApp.bean(LoopLists.class).list(all, Sight.everything()).items().stream()
        .filter(loop -> loop.lat() != null)
        .map(loop -> "/events/" + loop.id())
        .findFirst()
        .orElseThrow();
  }

  private static void renamed(Route route) {
    APIResponse real = route.fetch();
    String named =
        real.text().replaceAll("\"(name|path)\"\\s*:\\s*\"[^\"]*\"", "\"$1\":\"" + NAME + "\"");
    assertThat(named).contains(NAME);
    route.fulfill(new Route.FulfillOptions().setResponse(real).setBody(named));
  }
}
