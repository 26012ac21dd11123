package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.people.PeopleRoles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Units and places are picked by what is typed of their names: by keyboard, and without script. */
class PickersWalkTest {

  private static final String UNIT = "综合行政执法队";

  private static Locator combobox(Page page, String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(false))
        .and(page.locator("[role=combobox]"))
        .first();
  }

  private static String chosen(Page page, String name) {
    return String.valueOf(
        page.locator("select[name=" + name + "]")
            .evaluate("one => one.selectedOptions[0].text.trim()"));
  }

  @Test
  void onAPhoneByKeyboard() {
    try (Person admin = Person.at(Screen.PHONE, "zh")) {
      admin.withSession(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
      Page page = admin.visit("/people/new").page();
      Locator unit = combobox(page, "所在单位");
      unit.pressSequentially("ＺＨＸＺ");
      assertThat(unit.getAttribute("aria-expanded")).isEqualTo("true");
      String list = "#" + unit.getAttribute("aria-controls");
      assertThat(page.locator(list + " [role=option]").first().innerText()).startsWith(UNIT);
      admin.looksOver();
      unit.press("ArrowDown");
      String active = unit.getAttribute("aria-activedescendant");
      assertThat(page.locator("#" + active).getAttribute("aria-selected")).isEqualTo("true");
      unit.press("Enter");
      assertThat(chosen(page, "organisation")).startsWith(UNIT);
      assertThat(unit.getAttribute("aria-expanded")).isEqualTo("false");

      unit.fill("綜合行政執法隊");
      unit.press("ArrowDown");
      unit.press("Escape");
      assertThat(page.locator(list).isVisible()).isFalse();
      unit.fill("没有这个单位");
      unit.blur();
      assertThat(unit.evaluate("one => one.validity.valid")).isEqualTo(false);
      unit.fill("");
      unit.blur();
      assertThat(chosen(page, "organisation")).doesNotContain(UNIT);
    }
  }

  @Test
  void withoutScriptAListStandsThereOrComesBack() {
    try (Person admin = Person.withoutScript(Screen.DESK, "zh")) {
      admin.withSession(Cast.everywhere(PeopleRoles.ADMINISTRATOR).session());
      Page page = admin.page();
      page.navigate(cn.nongchao.RunningApp.url("/people/new"));
      assertThat(page.locator("select[name=organisation] option").allInnerTexts())
          .anyMatch(one -> one.strip().startsWith(UNIT));
      page.navigate(cn.nongchao.RunningApp.url("/organisations/new"));
      admin.fill("name", "无脚本站").fill("division", "河庄");
      page.locator("select[name=kind]").selectOption("squad");
      page.locator("main form button.btn-move").first().click();
      Locator places = page.locator("select[name=division]");
      assertThat(places.locator("option").allInnerTexts())
          .anyMatch(one -> one.strip().endsWith("河庄街道"));
    }
  }
}
