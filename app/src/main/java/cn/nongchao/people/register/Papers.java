package cn.nongchao.people.register;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Ledger;
import cn.nongchao.people.PeopleTables;
import cn.nongchao.people.PersonId;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a person's file holds beside grants: qualifications and posts. */
@Component
public class Papers {

  private static final Refusal GONE = Refusal.of("not-found", "这条记录已不存在", "this record is gone");

  private final JdbcClient jdbc;
  private final Persons persons;
  private final Audit audit;
  private final Clock clock;
  private final Settings settings;
  private final Ledger ledger;

  Papers(
      JdbcClient jdbc,
      Persons persons,
      Audit audit,
      Clock clock,
      Settings settings,
      Ledger ledger) {
    this.jdbc = jdbc;
    this.persons = persons;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
    this.ledger = ledger;
  }

  /** Whether another paper of its kind bears the number. */
  public List<Refusal> taken(NewQualification paper) {
    boolean taken =
        jdbc.sql(
                "select exists (select 1 from people.qualifications where kind = ? and number = ?"
                    + " and id <> ?)")
            .params(paper.kind(), paper.number(), paper.id())
            .query(Boolean.class)
            .single();
    return taken
        ? List.of(
            Refusal.field("number", "同类证件中已有这个编号", "this number is taken by another of its kind"))
        : List.of();
  }

  /** Adds a qualification; added before under the same id, it stays as it is. */
  @Transactional
  public Outcome<UUID> add(PersonId person, NewQualification paper, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (reachable instanceof Outcome.Refused<PersonId> refused) return refused.as();
    List<Refusal> taken = taken(paper);
    if (!taken.isEmpty()) return Outcome.refused(taken);
    int added =
        jdbc.sql(
                "insert into people.qualifications (id, person, kind, number, issuer, fields,"
                    + " valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict do nothing") // of the id, or of the number just now
            .params(
                Arrays.asList(
                    paper.id(),
                    person.value(),
                    paper.kind(),
                    paper.number(),
                    paper.issuer(),
                    paper.fields(),
                    paper.from(),
                    paper.to()))
            .update();
    if (added == 0) {
      List<Refusal> justNow = taken(paper);
      if (!justNow.isEmpty()) return Outcome.refused(justNow);
      return persons.added("qualifications", paper.id(), person);
    }
    ledger.wrote(PeopleTables.QUALIFICATIONS, paper.id());
    audit.record(
        "qualification-added",
        scope.by(),
        person.toString(),
        Map.of("what", paper.kind() + " " + paper.number()));
    return Outcome.done(paper.id());
  }

  /** Removes a qualification that was entered by mistake; what it was stays in the audit log. */
  @Transactional
  public Outcome<PersonId> removeQualification(PersonId person, UUID id, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    String removed =
        jdbc.sql(
                "delete from people.qualifications where id = ? and person = ?"
                    + " returning kind || ' ' || number")
            .params(id, person.value())
            .query(String.class)
            .optional()
            .orElse(null);
    if (removed == null) return Outcome.refused(GONE);
    ledger.wrote(PeopleTables.QUALIFICATIONS, id);
    audit.record("qualification-removed", scope.by(), person.toString(), Map.of("what", removed));
    return reachable;
  }

  /** Gives a post; given before under the same id, it stays as it is. */
  @Transactional
  public Outcome<UUID> add(PersonId person, NewPost post, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (reachable instanceof Outcome.Refused<PersonId> refused) return refused.as();
    int added =
        jdbc.sql(
                "insert into people.posts (id, person, organisation, title, valid_from, valid_to)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing")
            .params(
                Arrays.asList(
                    post.id(),
                    person.value(),
                    post.organisation().value(),
                    post.title(),
                    post.from() == null ? now() : midnight(post.from()),
                    post.to() == null ? null : midnight(post.to().plusDays(1))))
            .update();
    if (added == 0) return persons.added("posts", post.id(), person);
    ledger.wrote(PeopleTables.POSTS, post.id());
    audit.record("post-given", scope.by(), person.toString(), Map.of("what", post.title()));
    return Outcome.done(post.id());
  }

  /** Ends a post now. */
  @Transactional
  public Outcome<PersonId> endPost(PersonId person, UUID id, Scope scope) {
    Outcome<PersonId> reachable = persons.reach(person, scope);
    if (!reachable.isDone()) return reachable;
    if (!persons.added("posts", id, person).isDone()) return Outcome.refused(GONE);
    int ended =
        ledger.change(
            PeopleTables.POSTS,
            id,
            () ->
                jdbc.sql(
                        "update people.posts set valid_to = greatest(valid_from, ?)"
                            + " where id = ? and (valid_to is null or valid_to > ?)")
                    .params(now(), id, now())
                    .update());
    if (ended == 1) audit.record("post-ended", scope.by(), person.toString(), Map.of());
    return reachable;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private Timestamp midnight(LocalDate day) {
    return Timestamp.from(day.atStartOfDay(settings.zone()).toInstant());
  }
}
