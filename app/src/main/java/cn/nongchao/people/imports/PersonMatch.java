package cn.nongchao.people.imports;

import cn.nongchao.people.Importing;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.imports.PersonRows.Read;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.NewQualification;
import cn.nongchao.people.register.PersonMatches;
import cn.nongchao.people.register.PersonMatches.Held;
import cn.nongchao.people.register.PersonMatches.Known;
import cn.nongchao.people.register.PersonMatches.Licence;
import cn.nongchao.people.register.PersonMatches.Post;
import cn.nongchao.people.register.PersonMatches.Sought;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who of a roster is here already: by identity number, licence, account, name and phone, else by
 * name and unit, which is likely and no more. Two with different identity numbers are never one.
 */
final class PersonMatch {

  /** Somebody who is here, and how they were known. */
  record Match(Known known, Text how, boolean unsure) {}

  private static final String NOTHING = "—";
  private static final String HIDDEN = "******";

  private final PersonMatches persons;
  private final Map<String, List<Known>> byName;
  private final Map<String, List<Known>> byLogin;
  private final Map<String, List<Known>> byNationalId;
  private final Map<String, List<Known>> byPhone;
  private final Map<String, List<Known>> byLicence = new HashMap<>();
  private final Map<PersonId, List<Licence>> licences;
  private final Map<PersonId, List<Post>> posts;
  private final Map<PersonId, List<Held>> grants;

  PersonMatch(List<Read> rows, PersonMatches persons, Importing by) {
    this.persons = persons;
    List<Known> known =
        persons.find(
            new Sought(
                all(rows, Read::name),
                all(rows, Read::login),
                all(rows, row -> persons.digest(row.nationalId())),
                all(rows, row -> persons.digest(row.phone())),
                all(rows, Read::licence)),
            by.scope());
    List<PersonId> ids = known.stream().map(Known::id).toList();
    this.licences = persons.licences(ids).stream().collect(Collectors.groupingBy(Licence::person));
    this.posts = persons.posts(ids).stream().collect(Collectors.groupingBy(Post::person));
    this.grants = persons.grants(ids).stream().collect(Collectors.groupingBy(Held::person));
    this.byName = known.stream().collect(Collectors.groupingBy(Known::name));
    this.byLogin = by(known, one -> one.login() == null ? "" : one.login());
    this.byNationalId = by(known, Known::nationalId);
    this.byPhone = by(known, Known::phone);
    for (Known one : known) {
      for (Licence held : licences.getOrDefault(one.id(), List.of())) {
        byLicence.computeIfAbsent(held.number(), number -> new ArrayList<>()).add(one);
      }
    }
  }

  private static Map<String, List<Known>> by(List<Known> known, Function<Known, String> what) {
    return known.stream()
        .filter(one -> !what.apply(one).isEmpty())
        .collect(Collectors.groupingBy(what));
  }

  private static Set<String> all(List<Read> rows, Function<Read, String> what) {
    return rows.stream().map(what).collect(Collectors.toSet());
  }

  /** Null for somebody new; refused where several could be meant. */
  Outcome<Optional<Match>> of(Read row) {
    String id = persons.digest(row.nationalId());
    String phone = persons.digest(row.phone());
    Match sure =
        Stream.of(
                found(byNationalId, id, one -> true, "身份号码", "identity number"),
                found(byLicence, row.licence(), one -> fits(one, id), "执法证编号", "licence number"),
                found(byLogin, row.login(), isOf(row, id), "姓名和账号", "name and account"),
                found(byPhone, phone, isOf(row, id), "姓名和电话", "name and phone"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (sure != null || row.row().other() || row.unit() == null) return done(sure);
    List<Known> likely =
        byName.getOrDefault(row.name(), List.of()).stream()
            .filter(Known::active)
            .filter(one -> row.unit().equals(one.organisation()) && fits(one, id))
            .toList();
    if (likely.size() > 1) {
      return Outcome.refused(
          Refusal.field(
              "name",
              "该单位有 " + likely.size() + " 位同名人员，请填身份号码或电话",
              likely.size()
                  + " people of this name are in this unit: give an identity number or phone"));
    }
    return done(
        likely.isEmpty()
            ? null
            : new Match(likely.getFirst(), Text.of("姓名和单位", "name and unit"), true));
  }

  private static Outcome<Optional<Match>> done(@Nullable Match match) {
    return Outcome.done(Optional.ofNullable(match));
  }

  private static Predicate<Known> isOf(Read row, String id) {
    return one -> one.name().equals(row.name()) && fits(one, id);
  }

  private static @Nullable Match found(
      Map<String, List<Known>> by, String value, Predicate<Known> which, String zh, String en) {
    return by.getOrDefault(value, List.of()).stream()
        .filter(which)
        .findFirst()
        .map(one -> new Match(one, Text.of(zh, en), false))
        .orElse(null);
  }

  private static boolean fits(Known one, String id) {
    return id.isEmpty() || one.nationalId().isEmpty() || one.nationalId().equals(id);
  }

  @Nullable Licence licence(PersonId person, String number) {
    return licences.getOrDefault(person, List.of()).stream()
        .filter(paper -> paper.number().equals(number))
        .findFirst()
        .orElse(null);
  }

  /** Posts held now in the unit of a row. */
  List<Post> posts(Known one, Read row) {
    return posts.getOrDefault(one.id(), List.of()).stream()
        .filter(post -> post.organisation().equals(row.unit()))
        .toList();
  }

  boolean isHeld(Known one, NewGrant grant) {
    String over =
        grant.division() != null
            ? grant.division().value()
            : Objects.requireNonNull(grant.organisation()).toString();
    return grants.getOrDefault(one.id(), List.of()).stream()
        .anyMatch(held -> held.role().equals(grant.role().name()) && over.equals(held.over()));
  }

  static boolean isSame(Licence now, NewQualification paper) {
    return now.issuer().equals(paper.issuer())
        && now.from().equals(paper.from())
        && Objects.equals(now.to(), paper.to());
  }

  /** What stands there now where a row says otherwise; numbers are not shown. */
  Map<String, String> before(Known one, Read row) {
    Map<String, String> before = new HashMap<>();
    if (!one.name().equals(row.name())) before.put("name", one.name());
    boolean moved =
        row.seat() != null || row.unit() != null && !row.unit().equals(one.organisation());
    if (moved) before.put("organisation", said(one.organisationName()));
    if (!row.login().isEmpty() && !row.login().equals(one.login())) {
      before.put("login", said(one.login()));
    }
    number(before, "nationalId", one.nationalId(), persons.digest(row.nationalId()));
    number(before, "phone", one.phone(), persons.digest(row.phone()));
    if (row.post() != null) {
      List<String> titles = posts(one, row).stream().map(Post::title).toList();
      if (!titles.contains(row.post().title())) {
        before.put("title", titles.isEmpty() ? NOTHING : String.join("、", titles));
      }
    }
    if (row.grant() != null && !isHeld(one, row.grant())) before.put("role", NOTHING);
    if (row.paper() != null) {
      Licence now = licence(one.id(), row.licence());
      if (now == null) before.put("licence", NOTHING);
      else if (!isSame(now, row.paper())) paper(before, now, row.paper());
    }
    return before;
  }

  private static void paper(Map<String, String> before, Licence now, NewQualification paper) {
    if (!now.issuer().equals(paper.issuer())) before.put("issuer", now.issuer());
    if (!now.from().equals(paper.from())) before.put("from", now.from().toString());
    if (!Objects.equals(now.to(), paper.to())) {
      before.put("to", now.to() == null ? NOTHING : now.to().toString());
    }
  }

  private static void number(Map<String, String> before, String column, String now, String said) {
    if (!said.isEmpty() && !said.equals(now)) before.put(column, now.isEmpty() ? NOTHING : HIDDEN);
  }

  private static String said(@Nullable String text) {
    return text == null || text.isEmpty() ? NOTHING : text;
  }
}
