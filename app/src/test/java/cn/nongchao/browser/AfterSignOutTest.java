package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.loop.Box;
import cn.nongchao.loop.LoopLists;
import cn.nongchao.loop.LoopQuery;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Sight;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On a machine that others use next, going back shows nothing of whoever signed out. */
class AfterSignOutTest {

  @Test
  void neitherPageNorPictureComesBack() {
    try (Person dispatcher = Person.at(Screen.WALL, "zh").signedInAs("dispatcher")) {
      Page page = dispatcher.page();
      UUID picture = picture();
      String image = RunningApp.url("/evidence/" + picture);
      assertThat(page.navigate(image).status()).isEqualTo(200);
      page.navigate(RunningApp.url("/events"));
      String first = page.locator("tbody a").first().innerText();
      page.navigate(RunningApp.url("/account"));
      page.locator("form[action='/sign-out'] button").click();
      page.waitForLoadState();
      page.goBack(); // to the account
      page.goBack(); // to the list
      assertThat(page.content()).doesNotContain(first);
      assertThat(page.url()).contains("/sign-in");
      Response again = page.navigate(image);
      assertThat(again.status()).isEqualTo(404);
    }
  }

  /** Of an event of the demo. */
  private static UUID picture() {
    LoopQuery all =
        LoopQuery.of(Box.ALL, LoopQuery.State.ANY).kinds(Set.of("event")).page(200, null);
    Loops loops = RunningApp.bean(Loops.class);
    return RunningApp.bean(LoopLists.class).list(all, Sight.everything()).items().stream()
        .flatMap(loop -> loops.entries(loop.id()).stream())
        .flatMap(entry -> entry.evidence().stream())
        .findFirst()
        .orElseThrow();
  }
}
