package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.browser.Person.Screen;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever the one screen counts can be opened, and what is listed then is what was counted. */
class ScreenWalkTest {

  private static final Pattern IN_BRACKETS = Pattern.compile("\\((\\d+)\\)");

  /** What is named beside a number, the number, and where it leads. */
  private record Counted(String name, int count, String href) {}

  @Test
  void everyFigureOpensItsList() {
    try (Person supervisor = Person.atWork(Screen.WALL, "supervisor").visit("/screen")) {
      supervisor.page().locator("[data-feed] li").first().waitFor();
      List<String> figures = supervisor.hrefs("[data-figures] a");
      List<Counted> categories =
          supervisor.page().locator("[data-categories] a").all().stream()
              .map(ScreenWalkTest::category)
              .toList();
      List<Counted> mix =
          supervisor.page().locator("[data-mix] dl > div").all().stream()
              .map(ScreenWalkTest::part)
              .toList();
      List<String> days = supervisor.hrefs("[data-trend-list] a");
      assertThat(figures).hasSize(8);
      assertThat(categories).isNotEmpty();
      assertThat(mix).extracting(Counted::name).containsExactly("管理", "服务", "执法");
      assertThat(days).hasSize(28);
      List<Counted> kinds =
          supervisor.page().locator("[data-kinds] a").all().stream()
              .map(ScreenWalkTest::category)
              .toList();
      assertThat(kinds).extracting(Counted::name).contains("事件", "吹哨", "整改");
      figures.forEach(supervisor::visit);
      for (Counted one : kinds) {
        supervisor.visit(one.href());
        // The demo's repairs are few enough for one page.
        if (!one.name().equals("整改")) continue;
        assertThat(supervisor.page().locator(".loop-list > li").count()).isEqualTo(one.count());
      }
      supervisor.visit(days.getFirst()).visit(days.getLast());
      for (Counted one : categories)
        assertThat(listed(supervisor, one)).as(one.name()).isEqualTo(one.count());
      for (Counted one : mix)
        assertThat(listed(supervisor, one)).as(one.name()).isEqualTo(one.count());
    }
  }

  @Test
  void theDaysOfTheChartCanBeReachedByKeyboard() {
    try (Person supervisor = Person.atWork(Screen.WALL, "supervisor").visit("/screen")) {
      supervisor.page().locator("[data-trend-list] a").last().focus();
      assertThat(supervisor.page().locator("[data-trend-list]").boundingBox().height)
          .isGreaterThan(40);
      supervisor.page().keyboard().press("Enter");
      supervisor.page().waitForURL("**/indicators/events?figure=CLOSED_WITHIN*");
    }
  }

  private static Counted category(Locator link) {
    return new Counted(
        link.locator("span").innerText(),
        Integer.parseInt(link.locator("b").innerText().strip()),
        link.getAttribute("href"));
  }

  private static Counted part(Locator part) {
    Matcher count = IN_BRACKETS.matcher(part.locator("dd").innerText());
    assertThat(count.find()).isTrue();
    return new Counted(
        part.locator("dt").innerText(),
        Integer.parseInt(count.group(1)),
        part.locator("a").getAttribute("href"));
  }

  /** Rows of the list, over all its pages. */
  private static int listed(Person person, Counted counted) {
    int rows = 0;
    String next = counted.href();
    while (next != null) {
      person.visit(next);
      rows += person.page().locator("tbody tr").count();
      next = person.hrefs("a.btn:has-text('下一页')").stream().findFirst().orElse(null);
    }
    return rows;
  }
}
