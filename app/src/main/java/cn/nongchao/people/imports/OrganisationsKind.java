package cn.nongchao.people.imports;

import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationChange;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A file of organisations: one is known by its credit code, else by its name and seat. */
@Component
class OrganisationsKind implements ImportKind<OrganisationFacts> {

  private final Bodies bodies;
  private final BodyLists lists;

  OrganisationsKind(Bodies bodies, BodyLists lists) {
    this.bodies = bodies;
    this.lists = lists;
  }

  @Override
  public String name() {
    return "organisations";
  }

  @Override
  public Text title() {
    return Text.of("单位", "Organisations");
  }

  @Override
  public Class<OrganisationFacts> row() {
    return OrganisationFacts.class;
  }

  @Override
  public int most() {
    return 100_000;
  }

  @Override
  public String list() {
    return "/organisations";
  }

  @Override
  public String action() {
    return "organisations-imported";
  }

  /** What the list of this product has beside. */
  @Override
  public Set<String> passedOver() {
    return Set.of("人数", "staff");
  }

  @Override
  public Set<String> sayable() {
    return Set.of("division", "kind");
  }

  @Override
  public List<Verdict> look(List<Row<OrganisationFacts>> rows, Importing by) {
    Known known = known(rows, by);
    Twice codes = new Twice("creditCode");
    Twice names = new Twice("name");
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<OrganisationFacts> row : rows) {
      OrganisationFacts body = row.value();
      List<Refusal> wrong = new ArrayList<>();
      String code = body.creditCode() == null ? "" : body.creditCode().value();
      wrong.addAll(codes.see(row.line(), code));
      if (code.isEmpty() && !row.other()) {
        wrong.addAll(names.see(row.line(), body.name() + " " + body.division()));
      }
      BodyLists.@Nullable Row now = known.of(row);
      OrganisationId id = now == null ? new OrganisationId(row.id()) : now.id();
      wrong.addAll(bodies.taken(id, body));
      verdicts.add(verdict(row, now).but(wrong));
    }
    return verdicts;
  }

  private static Verdict verdict(Row<OrganisationFacts> row, BodyLists.@Nullable Row now) {
    if (now == null) return Verdict.fresh();
    OrganisationFacts body = row.value();
    boolean byCode =
        body.creditCode() != null && body.creditCode().value().equals(now.creditCode());
    return Verdict.known(
        byCode ? Text.of("统一社会信用代码", "credit code") : Text.of("名称和所在地", "name and seat"),
        !byCode,
        before(body, now));
  }

  /** What stands there now where the row says otherwise; what it does not say stays. */
  private static Map<String, String> before(OrganisationFacts body, BodyLists.Row now) {
    Map<String, String> before = new HashMap<>();
    note(before, "name", body.name(), now.name());
    note(before, "kind", body.kind(), now.kind());
    note(before, "creditCode", code(body), now.creditCode());
    note(before, "division", body.division().value(), now.division().value());
    note(before, "specialty", body.specialty(), now.specialty());
    note(before, "phone", body.phone() == null ? "" : body.phone().value(), now.phone());
    return before;
  }

  private static void note(
      Map<String, String> before, String column, String said, @Nullable String now) {
    String stands = now == null ? "" : now;
    if (!said.isEmpty() && !said.equals(stands))
      before.put(column, stands.isEmpty() ? "—" : stands);
  }

  private static String code(OrganisationFacts body) {
    return body.creditCode() == null ? "" : body.creditCode().value();
  }

  @Override
  public List<Refusal> write(List<Row<OrganisationFacts>> rows, Importing by) {
    Known known = known(rows, by);
    for (Row<OrganisationFacts> row : rows) {
      BodyLists.@Nullable Row now = known.of(row);
      Outcome<OrganisationId> written =
          now == null
              ? bodies.create(new NewOrganisation(row.id(), row.value(), true), by.scope())
              : before(row.value(), now).isEmpty()
                  ? Outcome.done(now.id())
                  : bodies.change(
                      now.id(),
                      new OrganisationChange(whole(row.value(), now), now.active(), now.version()),
                      by.scope());
      if (written instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) return reasons;
      by.done();
    }
    return List.of();
  }

  /** With what stands there for what the row does not say. */
  private static OrganisationFacts whole(OrganisationFacts body, BodyLists.Row now) {
    return new OrganisationFacts(
        body.name(),
        body.kind(),
        body.creditCode() == null ? BodyLists.creditCode(now) : body.creditCode(),
        body.division(),
        body.specialty().isEmpty() ? text(now.specialty()) : body.specialty(),
        body.phone() == null ? BodyLists.phone(now) : body.phone());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** What is here already of what a file names. */
  private record Known(Map<String, BodyLists.Row> byCode, Map<String, List<BodyLists.Row>> byName) {

    BodyLists.@Nullable Row of(Row<OrganisationFacts> row) {
      OrganisationFacts body = row.value();
      BodyLists.Row same = byCode.get(code(body));
      if (same != null || row.other()) return same;
      return byName.getOrDefault(body.name(), List.of()).stream()
          .filter(one -> one.division().equals(body.division()))
          .filter(one -> one.creditCode() == null || code(body).isEmpty())
          .findFirst()
          .orElse(null);
    }
  }

  private Known known(List<Row<OrganisationFacts>> rows, Importing by) {
    Set<String> names = rows.stream().map(r -> r.value().name()).collect(Collectors.toSet());
    Set<String> codes = rows.stream().map(r -> code(r.value())).collect(Collectors.toSet());
    List<BodyLists.Row> found = lists.alike(names, codes, by.scope());
    return new Known(
        found.stream()
            .filter(one -> one.creditCode() != null)
            .collect(Collectors.toMap(one -> text(one.creditCode()), one -> one, (a, b) -> a)),
        found.stream().collect(Collectors.groupingBy(BodyLists.Row::name)));
  }
}
