package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every line of the menu, for every demo account, on the wall and on the phone, in both languages:
 * there, whole, without a complaint of browser or axe, and wholly in the language chosen.
 */
class CrawlBrowserTest {

  /** The demo accounts, as the sign-in page names them. */
  private static final Map<String, String> ACCOUNTS = accounts();

  private static Map<String, String> accounts() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("grid", CasesRoles.GRID_WORKER);
    all.put("officer", CasesRoles.OFFICER);
    all.put("aux", CasesRoles.AUXILIARY);
    all.put("leader", LoopRoles.SQUAD_LEADER);
    all.put("clerk", CasesRoles.CLERK);
    all.put("dispatcher", CasesRoles.DISPATCHER);
    all.put("supervisor", LoopRoles.SUPERVISOR);
    all.put("admin", PeopleRoles.ADMINISTRATOR);
    all.put("citizen", PeopleRoles.CITIZEN);
    return all;
  }

  private static final List<String> PUBLIC = List.of("/", "/sign-in");

  @ParameterizedTest
  @CsvSource({"WALL,zh", "WALL,en", "PHONE,zh", "PHONE,en"})
  void publicPages(Screen screen, String lang) {
    try (Person anyone = Person.at(screen, lang)) {
      none(visited(anyone, PUBLIC, lang));
    }
  }

  @ParameterizedTest
  @CsvSource({"WALL,zh", "WALL,en", "PHONE,zh", "PHONE,en"})
  void everyLineOfEveryMenu(Screen screen, String lang) {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    ACCOUNTS.forEach((login, role) -> {
      List<String> menu =
          menuOf(role).stream()
              .filter(path -> seen.add(path) || role.equals(PeopleRoles.CITIZEN))
              .toList();
      if (menu.isEmpty()) return;
      try (Person person = Person.at(screen, lang).signedInAs(login)) {
        wrong.addAll(visited(person, menu, lang));
      }
    });
    none(wrong);
  }

  private static List<String> menuOf(String role) {
    return RunningApp.beans(MenuItem.class).stream()
        .filter(item -> item.shownTo().roles(Set.of(role)))
        .map(MenuItem::path)
        .sorted()
        .toList();
  }

  private static List<String> visited(Person person, List<String> paths, String lang) {
    List<String> wrong = new ArrayList<>();
    for (String path : paths) {
      Response response = person.page().navigate(RunningApp.url(path));
      if (response.status() != 200) {
        wrong.add(path + " answered " + response.status());
        continue;
      }
      wrong.addAll(person.complaints());
      String chinese = lang.equals("en") ? person.untranslated() : null;
      if (chinese != null) wrong.add("untranslated: " + chinese);
    }
    return wrong;
  }

  private static void none(List<String> wrong) {
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }
}
