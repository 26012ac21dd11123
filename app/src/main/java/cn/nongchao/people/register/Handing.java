package cn.nongchao.people.register;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Hangs;
import cn.nongchao.people.Hangs.Hanging;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What hangs on people and units in whichever module, and its handing over. */
@Component
public class Handing {

  private final ObjectProvider<Hangs> modules;
  private final People people;

  Handing(ObjectProvider<Hangs> modules, People people) {
    this.modules = modules;
    this.people = people;
  }

  /** All that hangs on somebody. */
  public List<Hanging> on(PersonId person) {
    return modules.stream().flatMap(module -> module.on(person).stream()).toList();
  }

  /** Whether anything of a module ever was at a place. */
  public boolean holds(DivisionCode place) {
    return modules.stream().anyMatch(module -> module.holds(place));
  }

  /** Whether somebody is in use still. */
  boolean isHere(PersonId person) {
    return people.card(person).isPresent();
  }

  /** Why what would be left with nobody is not left unless somebody says so; null for nothing. */
  static @Nullable Refusal left(int things, int staff, boolean knowingly) {
    if (knowingly || things + staff == 0) return null;
    return Refusal.field(
        "leaving",
        "还挂着 " + things + " 项工作、" + staff + " 名人员，请先移交，或勾选“仍然停用”",
        things
            + " things and "
            + staff
            + " people still hang on this: hand over first, or tick that they are left");
  }

  /** All that hangs on a unit. */
  public List<Hanging> on(OrganisationId unit) {
    return modules.stream().flatMap(module -> module.on(unit).stream()).toList();
  }

  /** Who can take what somebody leaves: those of their unit. */
  public List<PersonCard> colleagues(PersonId person) {
    return people
        .card(person)
        .map(PersonCard::organisation)
        .map(unit -> people.staff(unit).stream().filter(card -> !card.id().equals(person)).toList())
        .orElse(List.of());
  }

  /** What of a list of wishes cannot be: a thing that does not hang there, a stranger. */
  List<Refusal> unfit(List<HandOver> wishes, PersonId from) {
    List<@Nullable UUID> things =
        on(from).stream().filter(Hanging::movable).map(Hanging::id).toList();
    List<PersonId> takers = colleagues(from).stream().map(PersonCard::id).toList();
    List<Refusal> wrong = new ArrayList<>();
    for (HandOver wish : wishes) {
      if (!things.contains(wish.thing())) wrong.add(NOT_HIS);
      if (wish.to() != null && !takers.contains(wish.to())) wrong.add(NO_COLLEAGUE);
    }
    if (wishes.stream().map(HandOver::thing).distinct().count() < wishes.size()) wrong.add(TWICE);
    return wrong.stream().distinct().toList();
  }

  private static final String FIELD = "handOvers";

  private static final Refusal NOT_HIS =
      Refusal.field(
          FIELD, "有的事项已不在此人手上，请刷新后再选", "something is not in their hands any more: reload");

  private static final Refusal NO_COLLEAGUE =
      Refusal.field(FIELD, "只能移交给原单位在用的同事", "only a colleague of the unit they leave can take it");

  private static final Refusal TWICE =
      Refusal.field(FIELD, "同一事项只能移交给一方", "one thing goes to one only");

  /** Hands each over, or says why the first that cannot be is not. */
  Outcome<PersonId> over(List<HandOver> wishes, PersonId from, @Nullable PersonId by) {
    String who = by == null ? "—" : people.name(by);
    Set<PersonId> here = colleagues(from).stream().map(PersonCard::id).collect(Collectors.toSet());
    for (HandOver wish : wishes) {
      // Somebody who left meanwhile, or left for another unit, takes nothing: it is the unit's
      // then.
      PersonId to = here.contains(wish.to()) ? wish.to() : null;
      for (Hangs module : modules) {
        Outcome<UUID> given = module.handOver(wish.thing(), from, to, who);
        if (given instanceof Outcome.Refused<UUID> refused) return refused.as();
      }
    }
    return Outcome.done(from);
  }

  /** Gives all that one unit has in hand to another. */
  Outcome<OrganisationId> over(OrganisationId from, OrganisationId to, @Nullable PersonId by) {
    String who = by == null ? "—" : people.name(Objects.requireNonNull(by));
    for (Hangs module : modules) {
      for (Hanging thing : module.on(from)) {
        UUID id = thing.movable() ? thing.id() : null;
        if (id == null) continue;
        Outcome<UUID> given = module.handOver(id, from, to, who);
        if (given instanceof Outcome.Refused<UUID> refused) return refused.as();
      }
    }
    return Outcome.done(to);
  }

  /** The same, and wherever else the one stands the other stands from now on. */
  Outcome<OrganisationId> merged(OrganisationId from, OrganisationId into, @Nullable PersonId by) {
    Outcome<OrganisationId> given = over(from, into, by);
    if (!given.isDone()) return given;
    String who = by == null ? "—" : people.name(by);
    for (Hangs module : modules) {
      Outcome<OrganisationId> merged = module.merged(from, into, who);
      if (!merged.isDone()) return merged;
    }
    return Outcome.done(into);
  }
}
