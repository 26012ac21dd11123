package cn.nongchao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.browser.Person.Screen;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.PeopleRoles;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages behind the menu read wholly in English too, refusals included. */
class EnglishWalkTest {

  private final List<String> chinese = new ArrayList<>();

  private void reads(Person person) {
    String found = person.looksOver().untranslated();
    if (found != null) chinese.add(found);
  }

  private static Person inEnglish(Screen screen, String session) {
    return Person.at(screen, "en").withSession(session);
  }

  @Test
  void anEventFromReportToReturn() {
    Begun event = Begun.byCitizenSomewhereInTheVillage("Stalls block the pavement");
    try (Person desk = inEnglish(Screen.DESK, Cast.atHome(CasesRoles.DISPATCHER).session());
        Person citizen = Person.at(Screen.PHONE, "en")) {
      reads(desk.visit(event.path()));
      Locator merged = desk.form("merged");
      desk.send(merged).wasRefused().sees("choose the event to merge into, or its number");
      reads(desk);
      Cast.Member officer = Cast.newcomer(CasesRoles.OFFICER);
      event.triaged().sentTo(officer).accepted();
      try (Person handling = inEnglish(Screen.PHONE, officer.session())) {
        reads(handling.visit(event.path()));
        Locator handled = handling.form("handled");
        handled.locator("input[value=ENFORCE]").check();
        handled.locator("[name=note]").fill("Told them to leave");
        handling.send(handled).wasRefused().sees("has no law-enforcement licence");
        reads(handling);
        Locator returned = handling.form("returned");
        returned.locator("[name=note]").fill("Not ours");
        handling.send(returned);
      }
      desk.visit(event.path()).sees("Return", "Not ours");
      reads(desk);
      citizen.visit("/track").fill("code", event.trackingCode()).press("Look it up");
      reads(citizen);
    }
    assertThat(chinese).isEmpty();
  }

  @Test
  void formsAndWhatTheyRefuse() {
    try (Person citizen = Person.at(Screen.PHONE, "en").from("198.51.100.8");
        Person leader = inEnglish(Screen.PHONE, Cast.atHome(CasesRoles.DISPATCHER).session());
        Person clerk = inEnglish(Screen.DESK, Cast.atHome(PeopleRoles.ADMINISTRATOR).session())) {
      refused(citizen.visit("/report").takesTheirTime(), "#form-report", "Send");
      refused(leader.visit("/hotline"), ".report-form form", "Take it down");
      refused(leader.visit("/whistles/new"), "form[action='/whistles']", "Blow the whistle");
      refused(clerk.visit("/responsibility/0201"), "#form-line-changed", "Save as a new version");
    }
    assertThat(chinese).isEmpty();
  }

  private void refused(Person person, String form, String button) {
    reads(person);
    person.page().locator(form).evaluate("form => { form.noValidate = true; }");
    person.press(button).wasRefused();
    assertThat(person.complaintsOfPage()).isNotBlank();
    reads(person);
  }
}
