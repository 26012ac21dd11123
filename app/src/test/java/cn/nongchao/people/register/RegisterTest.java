package cn.nongchao.people.register;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Masks;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.register.Grants.GrantDraft;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** An administrator's reach: what lies within the scope can be written, and nothing beyond. */
class RegisterTest {

  private final Persons persons = RunningApp.bean(Persons.class);
  private final PersonLists lists = RunningApp.bean(PersonLists.class);
  private final Grants grants = RunningApp.bean(Grants.class);
  private final Bodies bodies = RunningApp.bean(Bodies.class);
  private final JdbcClient jdbc = RunningApp.bean(JdbcClient.class);
  private final PersonId by = new PersonId(Cast.atHome(PeopleRoles.ADMINISTRATOR).id());
  private final Scope home = new Scope(by, List.of(new DivisionCode(Cast.HOME)));
  private final Scope away =
      new Scope(
          new PersonId(Cast.elsewhere(PeopleRoles.ADMINISTRATOR).id()),
          List.of(new DivisionCode(Cast.AWAY)));
  private final String tag = Ids.next().toString().substring(24);

  /** Right in form, of a division that was never given out, and another each time. */
  private final String number =
      NationalId.complete(
          "33990019800%d%02d%03d"
              .formatted(
                  1 + (int) (Math.random() * 9),
                  1 + (int) (Math.random() * 28),
                  (int) (Math.random() * 1000)));

  private PersonId somebody(Scope scope) {
    OrganisationId at = organisation();
    PersonDraft draft =
        new PersonDraft(PersonId.next(), "某人" + tag, "", number, "13912341234", at, true, 0);
    return persons.create(draft, scope).orThrow();
  }

  private OrganisationId organisation() {
    return bodies
        .create(
            new OrganisationDraft(
                OrganisationId.next(), "单位" + tag, "squad", "", Cast.HOME, "", "", true, 0),
            home)
        .orThrow();
  }

  @Test
  void numbersAreSealedMaskedAndFoundByTheWhole() {
    PersonId id = somebody(home);
    PersonLists.Sheet sheet = lists.sheet(id, home).orElseThrow();
    assertThat(sheet.nationalId()).isEqualTo(Masks.nationalId(number));
    assertThat(sheet.phone()).isEqualTo("139****1234");
    byte[] stored =
        jdbc.sql("select national_id from people.persons where id = ?")
            .param(id.value())
            .query(byte[].class)
            .single();
    assertThat(stored).hasSizeGreaterThan(18);
    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("1980");
    for (String words :
        List.of(number.toLowerCase(Locale.ROOT), "139 1234 1234", "1234", "某人" + tag)) {
      assertThat(find(words, home)).contains(id);
      assertThat(find(words, away)).doesNotContain(id);
    }
    assertThat(find("%", home)).isEmpty();
  }

  private List<PersonId> find(String words, Scope scope) {
    return lists.list(new PersonLists.Query(words, "", "", false, ""), scope).items().stream()
        .map(PersonLists.Row::id)
        .toList();
  }

  @Test
  void showingANumberNeedsAReasonThatIsWrittenDown() {
    PersonId id = somebody(home);
    Unmasking unmasking = RunningApp.bean(Unmasking.class);
    refused(unmasking.show(id, "  ", home), "reason", "say why");
    refused(unmasking.show(id, "核对身份信息", away), null, "outside your scope");
    assertThat(audited("personal-data-shown", id)).isZero();
    Unmasking.Shown shown = unmasking.show(id, "核对身份信息", home).orThrow();
    assertThat(shown).isEqualTo(new Unmasking.Shown(number, "13912341234"));
    assertThat(audited("personal-data-shown", id)).isEqualTo(1);
  }

  private long audited(String action, PersonId subject) {
    return jdbc.sql("select count(*) from people.audit where action = ? and subject = ?")
        .params(action, subject.toString())
        .query(Long.class)
        .single();
  }

  @Test
  void nobodyElsewhereIsReachedOrSeen() {
    PersonId id = somebody(home);
    PersonDraft change = new PersonDraft(id, "改名", "", "", "", null, true, 0);
    refused(persons.change(change, away), null, "outside your scope");
    refused(
        grants.give(grant(id, CasesRoles.OFFICER, Cast.AWAY), away), null, "outside your scope");
    assertThat(lists.sheet(id, away)).isEmpty();
    Visitor visitor = Visitor.signedIn(Cast.elsewhere(PeopleRoles.ADMINISTRATOR).session());
    assertThat(visitor.get("/people/" + id).status()).isEqualTo(404);
    assertThat(visitor.get("/people/" + id + "/edit").status()).isEqualTo(404);
    assertThat(visitor.post("/people/" + id + "/unmask", Map.of("reason", "核对身份信息")).status())
        .isEqualTo(404);
    assertThat(visitor.get("/api/v1/persons/" + id).status()).isEqualTo(404);
  }

  @Test
  void nobodyGrantsMoreThanTheyHold() {
    PersonId id = somebody(home);
    refused(
        grants.give(grant(id, PeopleRoles.ADMINISTRATOR, "330114"), home), "division", "more than");
    refused(grants.give(grant(id, PeopleRoles.ADMINISTRATOR, "*"), home), "division", "more than");
    grants.give(grant(id, PeopleRoles.ADMINISTRATOR, Cast.HOME + "201"), home).orThrow();
    refused(grants.give(grant(id, CasesRoles.OFFICER, "x"), home), "division", "no place");
    GrantDraft backwards =
        new GrantDraft(Ids.next(), id, "OFFICER", Cast.HOME, "", "2027-01-02", "2027-01-01");
    refused(grants.give(backwards, home), "to", "ends before");
  }

  /** Else the administrator of a street could take over an account that rules the city. */
  @Test
  void whoeverHoldsMoreCannotBeTakenOver() {
    PersonId id = somebody(home);
    grants.give(grant(id, LoopRoles.SUPERVISOR, "330114"), Scope.system()).orThrow();
    PersonDraft change = new PersonDraft(id, "某人", "mine" + tag, "", "", null, true, 0);
    refused(persons.change(change, home), null, "outside your scope");
    refused(RunningApp.bean(PasswordReset.class).reset(id, home), null, "outside your scope");
    assertThat(lists.sheet(id, home).orElseThrow().reachable()).isFalse();
  }

  @Test
  void twoWhoChangeOneRecordAreToldApart() {
    PersonId id = somebody(home);
    OrganisationId at = lists.sheet(id, home).orElseThrow().organisation();
    PersonDraft change = new PersonDraft(id, "改名" + tag, "", "", "", at, true, 0);
    persons.change(change, home).orThrow();
    refused(persons.change(change, home), null, "changed this record first");
    PersonLists.Sheet sheet = lists.sheet(id, home).orElseThrow();
    assertThat(sheet.nationalId()).as("left empty, it stays").isEqualTo(Masks.nationalId(number));
    PersonDraft erase =
        new PersonDraft(id, "改名" + tag, "", PersonDraft.ERASE, "-", at, true, sheet.version());
    persons.change(erase, home).orThrow();
    assertThat(lists.sheet(id, home).orElseThrow().nationalId()).isEmpty();
  }

  @Test
  void theSamePersonTwiceIsRefusedAndTheSameRequestTwiceIsNot() {
    PersonDraft draft =
        new PersonDraft(PersonId.next(), "双", "twice" + tag, "", "", organisation(), true, 0);
    persons.create(draft, home).orThrow();
    persons.create(draft, home).orThrow();
    PersonDraft other =
        new PersonDraft(PersonId.next(), "双", "TWICE" + tag, "", "", draft.organisation(), true, 0);
    refused(persons.create(other, home), "login", "taken");
  }

  @Test
  void gridsAreDrawnOncePerVersionAndWithinTheScope() {
    Outlines outlines = RunningApp.bean(Outlines.class);
    Divisions divisions = RunningApp.bean(Divisions.class);
    DivisionCode village = new DivisionCode(Cast.HOME + "202");
    String digits = outlines.nextDigits(village);
    DivisionCode code = outlines.add(village, digits, "新网格" + tag, home).orThrow();
    refused(outlines.add(village, digits, "又一个", home), "code", "taken");
    refused(outlines.add(village, "1", "太短", home), "code", "3 digits");
    refused(outlines.add(village, "998", "别处", away), null, "outside");
    var square =
        new JsonMapper()
            .readTree(
                "{\"type\":\"Polygon\",\"coordinates\":[[[121.5,31.2],[121.51,31.2],"
                    + "[121.51,31.21],[121.5,31.2]]]}");
    assertThat(outlines.draw(code, square, true, 0, home).orThrow()).isEqualTo(1);
    refused(outlines.draw(code, square, true, 0, home), null, "somebody changed this place");
    refused(outlines.draw(code, square, true, 1, away), null, "outside");
    assertThat(divisions.at(31.203, 121.508).map(place -> place.code())).contains(code);
  }

  @Test
  void aFormRefusedKeepsWhatWasTypedAndNamesTheField() {
    Visitor visitor = Visitor.signedIn(Cast.atHome(PeopleRoles.ADMINISTRATOR).session());
    Answer answer =
        visitor.post("/people", Map.of("name", "留住我" + tag, "nationalId", "123", "phone", "1"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("留住我" + tag, "应为 18 位，而不是 3 位", "11 位手机号", "请选择您管辖范围内的单位");
  }

  private static GrantDraft grant(PersonId id, String role, String division) {
    return new GrantDraft(Ids.next(), id, role, division, "", "", "");
  }

  private static <T> void refused(Outcome<T> outcome, String field, String expected) {
    assertThat(outcome.isDone()).isFalse();
    Refusal reason = ((Outcome.Refused<T>) outcome).reasons().getFirst();
    assertThat(reason.reason().en()).contains(expected);
    assertThat(reason.field()).isEqualTo(field);
  }
}
