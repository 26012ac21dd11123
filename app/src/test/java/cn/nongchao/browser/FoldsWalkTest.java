package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** A phone's first screens belong to the work; a desk has room for everything. */
class FoldsWalkTest {

  @Test
  void whatOnlySomeReadIsFoldedOnAPhoneAndOpenOnADesk() {
    Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
    Begun event = Begun.reported("折叠").triaged().sentTo(officer);
    event.accepted();
    try (Person phone = Person.at(Screen.PHONE, "en").withSession(officer.session());
        Person desk = Person.at(Screen.DESK, "zh").withSession(officer.session())) {
      Page page = phone.visit(event.path()).page();
      assertThat(page.locator("#fold-record[open], #fold-graph[open], #fold-told[open]").count())
          .isZero();
      assertThat(page.locator("#fold-record > summary").innerText()).contains("(4)");
      // What leads on is at hand, not what sends it back.
      Locator open = page.locator(".moves details[open]");
      assertThat(open.count()).isEqualTo(1);
      assertThat(open.getAttribute("id")).isEqualTo("move-handled");
      assertThat(desk.visit(event.path()).page().locator("details.card.fold:not([open])").count())
          .isZero();
    }
  }

  @Test
  void filtersStandBehindTheirNumberOnAPhone() {
    String session = Cast.atHome(CasesRoles.DISPATCHER).session();
    try (Person phone = Person.at(Screen.PHONE, "zh").withSession(session);
        Person desk = Person.at(Screen.DESK, "zh").withSession(session)) {
      Page page = phone.visit("/events?due=late&q=x").page();
      assertThat(page.locator("form.filters").isVisible()).isFalse();
      assertThat(page.locator(".fold-filters > summary").innerText()).contains("筛选", "2");
      page.locator(".fold-filters > summary").click();
      assertThat(page.locator("form.filters").isVisible()).isTrue();
      assertThat(desk.visit("/events").page().locator("form.filters").isVisible()).isTrue();
    }
  }
}
