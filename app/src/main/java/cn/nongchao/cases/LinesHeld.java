package cn.nongchao.cases;

import cn.nongchao.loop.Actor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Hangs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lines of the responsibility list that a unit leads or assists; who does then, its page says. */
@Component
class LinesHeld implements Hangs {

  private static final Text LEADS = Text.of("责任清单牵头", "leads by the responsibility list");
  private static final Text ASSISTS = Text.of("责任清单协办", "assists by the responsibility list");

  private final ResponsibilityList list;

  LinesHeld(ResponsibilityList list) {
    this.list = list;
  }

  @Override
  public List<Hanging> on(PersonId person) {
    return List.of();
  }

  @Override
  public List<Hanging> on(OrganisationId unit) {
    List<Category> lines = list.lines();
    return Stream.concat(
            lines.stream().filter(line -> unit.equals(line.lead())).map(line -> held(line, LEADS)),
            lines.stream()
                .filter(line -> line.assisting().contains(unit))
                .map(line -> held(line, ASSISTS)))
        .toList();
  }

  @Override
  public boolean holds(DivisionCode place) {
    return list.lines().stream().anyMatch(line -> place.contains(line.division()));
  }

  private static Hanging held(Category line, Text what) {
    String name = line.code() + " " + line.name().zh();
    return new Hanging(null, what, name, "/responsibility/" + line.code(), false);
  }

  @Override
  public Outcome<UUID> handOver(UUID thing, PersonId from, @Nullable PersonId to, String by) {
    return Outcome.done(thing);
  }

  @Override
  public Outcome<UUID> handOver(UUID thing, OrganisationId from, OrganisationId to, String by) {
    return Outcome.done(thing);
  }

  /** In one new version of the list. */
  @Override
  public Outcome<OrganisationId> merged(OrganisationId from, OrganisationId into, String by) {
    List<Category> lines =
        list.lines().stream()
            .filter(line -> from.equals(line.lead()) || line.assisting().contains(from))
            .map(line -> instead(line, from, into))
            .toList();
    if (lines.isEmpty()) return Outcome.done(into);
    return list.edit(lines, list.version(), "单位合并", null, Actor.automatic("import"))
        .map(version -> into);
  }

  private static Category instead(Category line, OrganisationId from, OrganisationId into) {
    OrganisationId lead = from.equals(line.lead()) ? into : line.lead();
    List<OrganisationId> assisting =
        line.assisting().stream()
            .map(one -> one.equals(from) ? into : one)
            .filter(one -> !one.equals(lead))
            .distinct()
            .toList();
    return new Category(
        line.code(),
        line.version(),
        line.parent(),
        line.name(),
        lead,
        assisting,
        line.allowance(),
        line.basis(),
        line.flexible(),
        line.division());
  }
}
