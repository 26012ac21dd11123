package cn.nongchao.people.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.form.Asking;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.form.Page;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Masks;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Phone;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.places.Drawing;
import cn.nongchao.people.places.Drawing.Drawn;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.places.Outlines.NewPlace;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
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
    PersonFacts facts = facts("某人" + tag, "", organisation());
    return persons.create(new NewPerson(Ids.next(), facts, null), scope).orThrow();
  }

  private PersonFacts facts(String name, String login, OrganisationId at) {
    NationalId nationalId = NationalId.read(number, LocalDate.MAX).orThrow();
    Phone phone = Phone.read("13912341234").orThrow();
    return new PersonFacts(name, at, login, nationalId, phone);
  }

  private static PersonChange change(String name, String login, OrganisationId at, int version) {
    return new PersonChange(new PersonFacts(name, at, login, null, null), true, version);
  }

  private OrganisationId organisation() {
    Map<String, String> typed =
        Map.of(
            "id",
            Ids.next().toString(),
            "name",
            "单位" + tag,
            "kind",
            "squad",
            "division",
            Cast.HOME);
    return read(NewOrganisation.class, typed, home)
        .then(body -> bodies.create(body, home))
        .orThrow();
  }

  /** As a page or a file would say it. */
  private static <R> Outcome<R> read(Class<R> record, Map<String, String> typed, Scope by) {
    return RunningApp.bean(Forms.class).read(record, Given.row(typed), new Asking(by, null));
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
    var query = new PersonLists.Query(words, null, "", false);
    return lists.list(query, Page.first(PersonLists.Row.class, 50), scope).items().stream()
        .map(PersonLists.Row::id)
        .toList();
  }

  @Test
  void showingANumberNeedsAReasonThatIsWrittenDown() {
    PersonId id = somebody(home);
    Unmasking unmasking = RunningApp.bean(Unmasking.class);
    refused(read(Unmasking.Reason.class, Map.of("reason", "  "), home), "reason", "missing");
    refused(read(Unmasking.Reason.class, Map.of("reason", "要看"), home), "reason", "say why");
    Unmasking.Reason why = new Unmasking.Reason("核对身份信息");
    refused(unmasking.show(id, why, away), null, "outside your scope");
    assertThat(audited("personal-data-shown", id)).isZero();
    Unmasking.Shown shown = unmasking.show(id, why, home).orThrow();
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
    refused(persons.change(id, change("改名", "", null, 0), away), null, "outside your scope");
    refused(grant(id, CasesRoles.OFFICER, Cast.AWAY, away), null, "outside your scope");
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
    refused(grant(id, PeopleRoles.ADMINISTRATOR, "330114", home), "division", "more than");
    refused(grant(id, PeopleRoles.ADMINISTRATOR, "*", home), "division", "more than");
    grant(id, PeopleRoles.ADMINISTRATOR, Cast.HOME + "201", home).orThrow();
    refused(grant(id, CasesRoles.OFFICER, "无此地", home), "division", "no place");
    Map<String, String> backwards =
        Map.of(
            "id",
            id.toString(),
            "role",
            "OFFICER",
            "division",
            Cast.HOME,
            "from",
            "2027-01-02",
            "to",
            "2027-01-01");
    refused(read(NewGrant.class, backwards, home), "to", "ends before");
    Role officer = RunningApp.bean(Roles.class).find(CasesRoles.OFFICER).orElseThrow();
    NewGrant over =
        new NewGrant(
            Ids.next(), officer, new DivisionCode(Cast.HOME), null, null, LocalDate.of(2020, 1, 1));
    refused(grants.give(id, over, home), "to", "ends before");
  }

  /** Else the administrator of a street could take over an account that rules the city. */
  @Test
  void whoeverHoldsMoreCannotBeTakenOver() {
    PersonId id = somebody(home);
    grant(id, LoopRoles.SUPERVISOR, "330114", Scope.system()).orThrow();
    PersonChange change = change("某人", "mine" + tag, null, 0);
    refused(persons.change(id, change, home), null, "outside your scope");
    refused(RunningApp.bean(PasswordReset.class).reset(id, home), null, "outside your scope");
    assertThat(lists.sheet(id, home).orElseThrow().reachable()).isFalse();
  }

  @Test
  void twoWhoChangeOneRecordAreToldApart() {
    PersonId id = somebody(home);
    OrganisationId at = lists.sheet(id, home).orElseThrow().organisation();
    PersonChange change = change("改名" + tag, "", at, 0);
    persons.change(id, change, home).orThrow();
    refused(persons.change(id, change, home), null, "changed this record first");
    PersonLists.Sheet sheet = lists.sheet(id, home).orElseThrow();
    assertThat(sheet.nationalId()).as("left empty, it stays").isEqualTo(Masks.nationalId(number));
    Map<String, String> erase =
        Map.of(
            "name",
            "改名" + tag,
            "nationalId",
            "-",
            "phone",
            "－",
            "organisation",
            at.toString(),
            "active",
            "true",
            "version",
            "" + sheet.version());
    read(PersonChange.class, erase, home).then(e -> persons.change(id, e, home)).orThrow();
    assertThat(lists.sheet(id, home).orElseThrow().nationalId()).isEmpty();
    assertThat(lists.sheet(id, home).orElseThrow().phone()).isEmpty();
  }

  @Test
  void theSamePersonTwiceIsRefusedAndTheSameRequestTwiceIsNot() {
    OrganisationId at = organisation();
    NewPerson one = new NewPerson(Ids.next(), facts("双", "twice" + tag, at), null);
    persons.create(one, home).orThrow();
    persons.create(one, home).orThrow();
    PersonFacts same = new PersonFacts("双", at, "TWICE" + tag, null, null);
    refused(persons.create(new NewPerson(Ids.next(), same, null), home), "login", "taken");
    refused(persons.create(new NewPerson(one.id(), facts("三", "", at), null), home), null, "taken");
  }

  @Test
  void gridsAreDrawnOncePerVersionAndWithinTheScope() {
    Outlines outlines = RunningApp.bean(Outlines.class);
    Divisions divisions = RunningApp.bean(Divisions.class);
    DivisionCode village = new DivisionCode(Cast.HOME + "202");
    DivisionCode code = outlines.next(village);
    outlines.add(new NewPlace(code, "新网格" + tag, ""), home).orThrow();
    outlines.add(new NewPlace(code, "新网格" + tag, ""), home).orThrow();
    refused(outlines.add(new NewPlace(code, "又一个", ""), home), "code", "taken");
    refused(
        read(NewPlace.class, Map.of("code", village + "1", "name", "太短"), home), "code", "digits");
    DivisionCode elsewhere = new DivisionCode(village + "998");
    refused(outlines.add(new NewPlace(elsewhere, "别处", ""), away), null, "outside");
    var square =
        new JsonMapper()
            .readTree(
                "{\"type\":\"Polygon\",\"coordinates\":[[[121.5,31.2],[121.51,31.2],"
                    + "[121.51,31.21],[121.5,31.2]]]}");
    Polygon outline = Polygon.read(square).orThrow();
    List<Drawing> first = List.of(new Drawing(code, outline, true, 0));
    refused(outlines.draw(first, false, home), "geometry", "outside of");
    assertThat(outlines.draw(first, true, home).orThrow())
        .containsExactly(new Drawn(code.value(), 1));
    refused(outlines.draw(first, true, home), null, "somebody changed this place");
    List<Drawing> second = List.of(new Drawing(code, outline, true, 1));
    refused(outlines.draw(second, true, away), null, "outside");
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

  private Outcome<UUID> grant(PersonId id, String role, String division, Scope by) {
    Map<String, String> typed =
        Map.of("id", Ids.next().toString(), "role", role, "division", division);
    return read(NewGrant.class, typed, by).then(grant -> grants.give(id, grant, by));
  }

  /** Two who end each other's grant at the same moment: one of them stays. */
  @Test
  void theLastAdministratorOfAllStaysThoughTwoGoAtOnce() throws Exception {
    Role administrator = RunningApp.bean(Roles.class).find(PeopleRoles.ADMINISTRATOR).orElseThrow();
    List<UUID> others =
        jdbc.sql(
                "update people.grants set valid_to = now() + interval '9 years' where role = ?"
                    + " and division = '' and valid_to is null returning id")
            .param(PeopleRoles.ADMINISTRATOR)
            .query(UUID.class)
            .list();
    try {
      List<PersonId> two =
          Stream.of(1, 2)
              .map(i -> new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id()))
              .toList();
      List<NewGrant> held = new ArrayList<>();
      for (PersonId one : two) {
        NewGrant grant = NewGrant.of(administrator, DivisionCode.ALL, null);
        grants.give(one, grant, Scope.system()).orThrow();
        held.add(grant);
      }
      PersonChange off = new PersonChange(named(two.getLast()), false, 0);
      try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
        TransactionTemplate first = RunningApp.bean(TransactionTemplate.class);
        Future<Outcome<PersonId>> second =
            first.execute(status -> {
              grants.end(two.getFirst(), held.getFirst().id(), Scope.system()).orThrow();
              // Begun before the first is committed, it may not be decided before either.
              Future<Outcome<PersonId>> other =
                  pool.submit(() -> persons.change(two.getLast(), off, Scope.system()));
              assertThatThrownBy(() -> other.get(2, TimeUnit.SECONDS))
                  .isInstanceOf(TimeoutException.class);
              return other;
            });
        refused(second.get(), null, "the last administrator");
      }
    } finally {
      jdbc.sql(
              "update people.grants set valid_to = now() where role = ? and division = ''"
                  + " and valid_to is null")
          .param(PeopleRoles.ADMINISTRATOR)
          .update();
      jdbc.sql("update people.grants set valid_to = null where id = any(?)")
          .param(others.toArray(UUID[]::new))
          .update();
    }
  }

  /** Who cannot sign in does not count as somebody left to administer. */
  @Test
  void anAdministratorWithoutAnAccountIsNobodyToBeLeftBehind() {
    Role administrator = RunningApp.bean(Roles.class).find(PeopleRoles.ADMINISTRATOR).orElseThrow();
    PersonId one = new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id());
    PersonId nameless = new PersonId(Cast.newcomer(PeopleRoles.ADMINISTRATOR).id());
    RunningApp.bean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          status.setRollbackOnly();
          jdbc.sql("update people.grants set valid_to = now() where role = ?")
              .param(PeopleRoles.ADMINISTRATOR)
              .update();
          NewGrant own = NewGrant.of(administrator, DivisionCode.ALL, null);
          grants.give(one, own, Scope.system()).orThrow();
          NewGrant other = NewGrant.of(administrator, DivisionCode.ALL, null);
          grants.give(nameless, other, Scope.system()).orThrow();
          PersonFacts facts = new PersonFacts("无账号", null, "", null, null);
          persons.change(nameless, new PersonChange(facts, true, 0), Scope.system()).orThrow();
          refused(grants.end(one, own.id(), Scope.system()), null, "the last administrator");
        });
  }

  /** The paper is in two files at the same moment: one of them is told. */
  @Test
  void onePaperIsEnteredOnceThoughTwoEnterItAtOnce() throws Exception {
    PersonId first = somebody(home);
    PersonFacts twin = new PersonFacts("另一人", organisation(), "", null, null);
    PersonId second = persons.create(new NewPerson(Ids.next(), twin, null), home).orThrow();
    Papers papers = RunningApp.bean(Papers.class);
    LocalDate from = LocalDate.of(2026, 1, 1);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Outcome<UUID>> late =
          RunningApp.bean(TransactionTemplate.class)
              .execute(status -> {
                papers.add(first, paper(from), home).orThrow();
                Future<Outcome<UUID>> other =
                    pool.submit(() -> papers.add(second, paper(from), home));
                assertThatThrownBy(() -> other.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
                return other;
              });
      refused(late.get(), "number", "taken by another");
    }
  }

  private NewQualification paper(LocalDate from) {
    return new NewQualification(
        Ids.next(), "law-enforcement", "P" + tag, "试", "", from, from.plusYears(5));
  }

  private PersonFacts named(PersonId id) {
    PersonLists.Sheet sheet = lists.sheet(id, Scope.system()).orElseThrow();
    return new PersonFacts(sheet.name(), sheet.organisation(), sheet.login(), null, null);
  }

  private static <T> void refused(Outcome<T> outcome, String field, String expected) {
    assertThat(outcome.isDone()).isFalse();
    Refusal reason = ((Outcome.Refused<T>) outcome).reasons().getFirst();
    assertThat(reason.reason().en()).contains(expected);
    assertThat(reason.field()).isEqualTo(field);
  }
}
