package cn.nongchao.people.imports;

import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.PersonMatch.Match;
import cn.nongchao.people.imports.PersonRows.Read;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.PersonMatches;
import cn.nongchao.people.register.Persons;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A roster 花名册: people with posts, grants and law-enforcement licences. */
@Component
class PeopleKind implements ImportKind<PersonLine> {

  private final PersonRows rows;
  private final PersonWriting writing;
  private final PersonMatches matches;
  private final Persons persons;
  private final Papers papers;
  private final Bodies bodies;

  PeopleKind(
      PersonRows rows,
      PersonWriting writing,
      PersonMatches matches,
      Persons persons,
      Papers papers,
      Bodies bodies) {
    this.rows = rows;
    this.writing = writing;
    this.matches = matches;
    this.persons = persons;
    this.papers = papers;
    this.bodies = bodies;
  }

  @Override
  public String name() {
    return "people";
  }

  @Override
  public Text title() {
    return Text.of("人员", "People");
  }

  @Override
  public Class<PersonLine> row() {
    return PersonLine.class;
  }

  @Override
  public int most() {
    return 100_000;
  }

  @Override
  public String list() {
    return "/people";
  }

  @Override
  public String action() {
    return "people-imported";
  }

  /** Whatever else is wrong with a row is told beside. */
  @Override
  public Set<String> needed() {
    return Set.of("name");
  }

  @Override
  public Set<String> sayable() {
    return Set.of("organisation", "login", "role", "division", "issuer", "from", "to");
  }

  @Override
  public Map<String, Text> unsaid() {
    return Map.of("login", PersonRows.SPOKEN);
  }

  @Override
  public List<Verdict> look(List<Row<PersonLine>> lines, Importing by) {
    List<Read> read = lines.stream().map(line -> rows.read(line, by)).toList();
    PersonMatch match = new PersonMatch(read, matches, by);
    Logins logins = new Logins(made(read), matches);
    read.forEach(row -> logins.take(row.login()));
    InFile inFile = new InFile();
    return read.stream().map(row -> verdict(row, match, logins, inFile, by)).toList();
  }

  /** Names of those for whom an account is made: what they sound like takes a while to find. */
  private static List<String> made(List<Read> read) {
    return read.stream().filter(Read::makesLogin).map(Read::name).toList();
  }

  /** What no two rows may share. */
  private static final class InFile {
    private final Twice login = new Twice("login");
    private final Twice nationalId = new Twice("nationalId");
    private final Twice licence = new Twice("licence");
    private final Twice name = new Twice("name");
    private final Twice person = new Twice("name");

    List<Refusal> see(Read row, Match found) {
      return person.see(row.row().line(), found.known().id().toString());
    }

    List<Refusal> see(Read row) {
      int line = row.row().line();
      List<Refusal> wrong = new ArrayList<>(login.see(line, row.login()));
      wrong.addAll(nationalId.see(line, row.nationalId()));
      wrong.addAll(licence.see(line, row.licence()));
      boolean nameless =
          row.nationalId().isEmpty()
              && row.phone().isEmpty()
              && row.licence().isEmpty()
              && row.login().isEmpty()
              && !row.row().other();
      String unit = row.row().value().organisation();
      if (nameless) wrong.addAll(name.see(line, row.name() + " " + unit));
      return wrong;
    }
  }

  private Verdict verdict(Read row, PersonMatch match, Logins logins, InFile inFile, Importing by) {
    List<Refusal> wrong = new ArrayList<>(inFile.see(row));
    wrong.addAll(row.wrong());
    Match found = null;
    switch (match.of(row)) {
      case Outcome.Done<Optional<Match>>(Optional<Match> one) -> found = one.orElse(null);
      case Outcome.Refused<Optional<Match>>(List<Refusal> reasons) -> wrong.addAll(reasons);
    }
    if (found != null) wrong.addAll(inFile.see(row, found));
    wrong.addAll(taken(row, found, match));
    Map<String, String> made = new HashMap<>();
    if (!row.name().equals(row.row().value().name())) made.put("name", row.name());
    if (row.seat() != null) made.put("organisation", row.row().value().organisation() + " (+)");
    if (found == null) {
      if (row.makesLogin()) made.put("login", wrong.isEmpty() ? logins.next(row.name()) : "");
      return Verdict.fresh().making(made).but(wrong);
    }
    if (row.makesLogin()) made.put("login", Objects.requireNonNullElse(found.known().login(), ""));
    Map<String, String> before = match.before(found.known(), row);
    boolean reached = before.isEmpty() || persons.reach(found.known().id(), by.scope()).isDone();
    if (!reached) {
      wrong.add(
          Refusal.field(
              "name",
              "已在册，但其授权超出您的管辖范围，不能由您修改",
              "is here already and holds grants beyond your scope: you cannot change them"));
    }
    return Verdict.known(found.how(), found.unsure(), before).making(made).but(wrong);
  }

  /** What is somebody else's already, told beside whatever else is wrong with the row. */
  private List<Refusal> taken(Read row, @Nullable Match found, PersonMatch match) {
    PersonId id = found == null ? new PersonId(row.row().id()) : found.known().id();
    String login = row.makesLogin() ? "" : row.row().value().login();
    List<Refusal> wrong =
        new ArrayList<>(
            persons.taken(id, login, row.person() == null ? null : row.person().nationalId()));
    boolean own = found != null && match.licence(id, row.licence()) != null;
    if (row.paper() != null && !own) {
      papers.taken(row.paper()).forEach(r -> wrong.add(PersonRows.renamed(r)));
    }
    return wrong;
  }

  @Override
  public List<Refusal> write(List<Row<PersonLine>> lines, Importing by) {
    List<Refusal> wrong = makeUnits(lines, by);
    if (!wrong.isEmpty()) return wrong;
    List<Read> read = lines.stream().map(line -> rows.read(line, by)).toList();
    PersonMatch match = new PersonMatch(read, matches, by);
    Logins logins = new Logins(made(read), matches);
    read.forEach(row -> logins.take(row.login()));
    for (Read row : read) {
      if (!row.wrong().isEmpty()) return row.wrong();
      Match found = match.of(row).orThrow().orElse(null);
      String login = row.makesLogin() && found == null ? logins.next(row.name()) : row.login();
      List<Refusal> reasons = writing.write(row, found, login, match, by.scope());
      if (!reasons.isEmpty()) return reasons;
      by.done();
    }
    return List.of();
  }

  /** Villages and communities to which people belong, as organisations. */
  private List<Refusal> makeUnits(List<Row<PersonLine>> lines, Importing by) {
    Map<String, Read> missing = new LinkedHashMap<>();
    for (Row<PersonLine> line : lines) {
      Read read = rows.read(line, by);
      if (read.seat() != null) missing.putIfAbsent(line.value().organisation(), read);
    }
    for (Map.Entry<String, Read> unit : missing.entrySet()) {
      OrganisationFacts facts =
          new OrganisationFacts(
              unit.getKey(),
              Organisation.COMMUNITY,
              null,
              Objects.requireNonNull(unit.getValue().seat()),
              "",
              null);
      Outcome<OrganisationId> made =
          bodies.create(new NewOrganisation(Ids.next(), facts, true), by.scope());
      if (made instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) return reasons;
      by.made(unit.getKey());
    }
    return List.of();
  }
}
