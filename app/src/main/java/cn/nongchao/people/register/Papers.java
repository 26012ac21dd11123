package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Settings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a person's file holds beside grants: qualifications and posts. */
@Component
public class Papers {

  /**
   * A qualification as typed.
   *
   * @param from first day of validity
   * @param to last day of validity; empty for no end
   */
  public record QualificationDraft(
      UUID id,
      PersonId person,
      String kind,
      String number,
      String issuer,
      String fields,
      String from,
      String to) {}

  /** A post as typed; days as in {@link QualificationDraft}. */
  public record PostDraft(
      UUID id, PersonId person, String organisation, String title, String from, String to) {}

  private final JdbcClient jdbc;
  private final Persons persons;
  private final Organisations organisations;
  private final Audit audit;
  private final Clock clock;
  private final Settings settings;

  Papers(
      JdbcClient jdbc,
      Persons persons,
      Organisations organisations,
      Audit audit,
      Clock clock,
      Settings settings) {
    this.jdbc = jdbc;
    this.persons = persons;
    this.organisations = organisations;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
  }

  /** A qualification whose fields were found right. */
  private record Check(
      String number, String issuer, String fields, LocalDate from, @Nullable LocalDate to) {}

  /** What is wrong with a qualification of somebody who may not exist yet. */
  public List<Refusal> examine(QualificationDraft typed) {
    return switch (checked(typed)) {
      case Outcome.Done<Check> fine -> List.of();
      case Outcome.Refused<Check>(List<Refusal> reasons) -> reasons;
    };
  }

  /** Adds a qualification; added before under the same id, it stays as it is. */
  @Transactional
  public Outcome<UUID> add(QualificationDraft typed, Scope scope) {
    return persons
        .reach(typed.person(), scope)
        .then(person -> checked(typed))
        .map(paper -> insert(typed, paper, scope));
  }

  private Outcome<Check> checked(QualificationDraft typed) {
    Draft draft = new Draft();
    if (!Qualification.KINDS.containsKey(typed.kind())) {
      draft.refuse("kind", "请选择资格类别", "choose a kind of qualification");
    }
    String number = draft.text("number", typed.number(), "证件编号", "number", 60);
    String issuer = draft.text("issuer", typed.issuer(), "发证机关", "issuer", 80);
    String fields = draft.limited("fields", typed.fields(), "执业领域", "fields", 120);
    LocalDate from = draft.date("from", typed.from(), "有效期起", "start");
    if (typed.from().isBlank()) {
      draft.refuse("from", "请填写有效期起", "the start of validity is missing");
    }
    LocalDate to = draft.date("to", typed.to(), "有效期止", "end");
    draft.inOrder(from, to);
    if (isTaken(typed.id(), typed.kind(), number)) {
      draft.refuse("number", "同类证件中已有这个编号", "this number is taken by another of its kind");
    }
    if (!draft.isRight() || from == null) return Outcome.refused(draft.wrong());
    return Outcome.done(new Check(number, issuer, fields, from, to));
  }

  private UUID insert(QualificationDraft typed, Check paper, Scope scope) {
    int added =
        jdbc.sql(
                "insert into people.qualifications (id, person, kind, number, issuer, fields,"
                    + " valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")
            .params(
                Arrays.asList(
                    typed.id(),
                    typed.person().value(),
                    typed.kind(),
                    paper.number(),
                    paper.issuer(),
                    paper.fields(),
                    paper.from(),
                    paper.to()))
            .update();
    if (added == 1) {
      audit.record(
          "qualification-added",
          scope.by(),
          typed.person().toString(),
          Map.of("what", typed.kind() + " " + paper.number()));
    }
    return typed.id();
  }

  private boolean isTaken(UUID id, String kind, String number) {
    return jdbc.sql(
            "select exists (select 1 from people.qualifications where kind = ? and number = ?"
                + " and id <> ?)")
        .params(kind, number, id)
        .query(Boolean.class)
        .single();
  }

  /** Removes a qualification that was entered by mistake; what it was stays in the audit log. */
  @Transactional
  public Outcome<PersonId> removeQualification(UUID id, Scope scope) {
    record Held(UUID person, String kind, String number) {}
    Held held =
        jdbc.sql("select person, kind, number from people.qualifications where id = ?")
            .param(id)
            .query(Held.class)
            .optional()
            .orElse(null);
    if (held == null) return Outcome.refused(gone());
    PersonId person = new PersonId(held.person());
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    jdbc.sql("delete from people.qualifications where id = ?").param(id).update();
    audit.record(
        "qualification-removed",
        scope.by(),
        person.toString(),
        Map.of("what", held.kind() + " " + held.number()));
    return Outcome.done(person);
  }

  @Transactional
  public Outcome<UUID> add(PostDraft typed, Scope scope) {
    if (persons.reach(typed.person(), scope) instanceof Outcome.Refused<PersonId> refused) {
      return refused.as();
    }
    Draft draft = new Draft();
    String title = draft.text("title", typed.title(), "职务", "title", 40);
    OrganisationId organisation = OrganisationId.read(typed.organisation().strip());
    var found =
        organisation == null
            ? java.util.Optional.<cn.nongchao.people.Organisation>empty()
            : organisations.find(organisation);
    if (found.isEmpty()) {
      draft.refuse("organisation", "请选择单位", "choose an organisation");
    } else if (!scope.covers(found.get().division())) {
      draft.refuse("organisation", "这个单位不在您的管辖范围内", "this organisation is outside your scope");
    }
    LocalDate from = draft.date("from", typed.from(), "任职起", "start");
    LocalDate to = draft.date("to", typed.to(), "任职止", "end");
    draft.inOrder(from, to);
    if (!draft.isRight() || organisation == null) return Outcome.refused(draft.wrong());
    int added =
        jdbc.sql(
                "insert into people.posts (id, person, organisation, title, valid_from, valid_to)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
            .params(
                Arrays.asList(
                    typed.id(),
                    typed.person().value(),
                    organisation.value(),
                    title,
                    from == null ? Timestamp.from(clock.instant()) : midnight(from),
                    to == null ? null : midnight(to.plusDays(1))))
            .update();
    if (added == 1) {
      audit.record("post-given", scope.by(), typed.person().toString(), Map.of("what", title));
    }
    return Outcome.done(typed.id());
  }

  /** Ends a post now. */
  @Transactional
  public Outcome<PersonId> endPost(UUID id, Scope scope) {
    UUID held =
        jdbc.sql("select person from people.posts where id = ?")
            .param(id)
            .query(UUID.class)
            .optional()
            .orElse(null);
    if (held == null) return Outcome.refused(gone());
    PersonId person = new PersonId(held);
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    Timestamp now = Timestamp.from(clock.instant());
    int ended =
        jdbc.sql(
                "update people.posts set valid_to = greatest(valid_from, ?)"
                    + " where id = ? and (valid_to is null or valid_to > ?)")
            .params(now, id, now)
            .update();
    if (ended == 1) audit.record("post-ended", scope.by(), person.toString(), Map.of());
    return Outcome.done(person);
  }

  private Timestamp midnight(LocalDate day) {
    return Timestamp.from(day.atStartOfDay(settings.zone()).toInstant());
  }

  private static Refusal gone() {
    return Refusal.of("not-found", "这条记录已不存在", "this record is gone");
  }
}
