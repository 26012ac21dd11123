package cn.nongchao.people.imports;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.PersonMatch.Match;
import cn.nongchao.people.imports.PersonRows.Read;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.NewPerson;
import cn.nongchao.people.register.NewPost;
import cn.nongchao.people.register.NewQualification;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.PersonChange;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.PersonMatches.Known;
import cn.nongchao.people.register.PersonMatches.Licence;
import cn.nongchao.people.register.PersonMatches.Post;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes one line of a roster: what it says that is not there yet, and nothing twice. */
@Component
class PersonWriting {

  private final Persons persons;
  private final Grants grants;
  private final Papers papers;

  PersonWriting(Persons persons, Grants grants, Papers papers) {
    this.persons = persons;
    this.grants = grants;
    this.papers = papers;
  }

  List<Refusal> write(
      Read row, @Nullable Match found, String login, PersonMatch match, Scope scope) {
    PersonFacts said = Objects.requireNonNull(row.person());
    Known known = found == null ? null : found.known();
    List<Supplier<Outcome<?>>> steps = new ArrayList<>();
    PersonId id = known == null ? new PersonId(row.row().id()) : known.id();
    if (known == null) {
      PersonFacts person =
          new PersonFacts(said.name(), said.organisation(), login, said.nationalId(), said.phone());
      steps.add(() -> persons.create(new NewPerson(row.row().id(), person, true), scope));
    } else if (!match.before(known, row).isEmpty()) {
      PersonFacts person =
          new PersonFacts(
              said.name(),
              said.organisation() == null ? known.organisation() : said.organisation(),
              login.isEmpty() ? Objects.requireNonNullElse(known.login(), "") : login,
              said.nationalId(),
              said.phone());
      steps.add(() ->
          persons.change(id, new PersonChange(person, known.active(), known.version()), scope));
    }
    post(row, known, id, match, scope, steps);
    NewGrant grant = row.grant();
    if (grant != null && (known == null || !match.isHeld(known, grant))) {
      steps.add(() -> grants.give(id, grant, scope));
    }
    paper(row, known, id, match, scope, steps);
    for (Supplier<Outcome<?>> step : steps) {
      if (step.get() instanceof Outcome.Refused<?>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }

  /** Another title in the same unit is in place of the one before. */
  private void post(
      Read row,
      @Nullable Known known,
      PersonId id,
      PersonMatch match,
      Scope scope,
      List<Supplier<Outcome<?>>> steps) {
    NewPost post = row.post();
    if (post == null) return;
    List<Post> now = known == null ? List.of() : match.posts(known, row);
    if (now.stream().anyMatch(held -> held.title().equals(post.title()))) return;
    now.forEach(held -> steps.add(() -> papers.endPost(id, held.id(), scope)));
    steps.add(() -> papers.add(id, post, scope));
  }

  /** A licence renewed under its number is entered in place of the one before. */
  private void paper(
      Read row,
      @Nullable Known known,
      PersonId id,
      PersonMatch match,
      Scope scope,
      List<Supplier<Outcome<?>>> steps) {
    NewQualification paper = row.paper();
    if (paper == null) return;
    Licence now = known == null ? null : match.licence(id, row.licence());
    if (now != null && PersonMatch.isSame(now, paper)) return;
    if (now != null) steps.add(() -> papers.removeQualification(id, now.id(), scope));
    steps.add(() -> papers.add(id, paper, scope));
  }
}
