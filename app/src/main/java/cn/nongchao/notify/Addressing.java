package cn.nongchao.notify;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopPages;
import cn.nongchao.loop.Turns;
import cn.nongchao.loop.Who;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Staff;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who a word goes to. Who there is is remembered for a while. */
@Component
class Addressing {

  private static final int MOST = 2000;

  private record Unit(OrganisationId id, Set<String> roles) {}

  private record Over(DivisionCode place, Set<String> roles) {}

  private final LifeCycles lives;
  private final LoopPages pages;
  private final Remembered<Unit, List<PersonId>> members;
  private final Remembered<Over, List<PersonId>> holders;

  Addressing(LifeCycles lives, LoopPages pages, Staff staff, NotifySettings settings, Clock clock) {
    Duration fresh = settings.fresh();
    this.lives = lives;
    this.pages = pages;
    this.members =
        new Remembered<>(clock, fresh, MOST, unit -> staff.members(unit.id(), unit.roles()));
    this.holders =
        new Remembered<>(clock, fresh, MOST, over -> staff.holders(over.roles(), over.place()));
  }

  /** What a move tells: each reader once, by the first word that is theirs; not who made it. */
  List<Notice> at(List<Word> words, Loop loop, Entry entry) {
    OrganisationId unit = OrganisationId.read(entry.fact("handler"));
    PersonId person = PersonId.read(entry.fact("assignee"));
    Hands hands =
        unit == null && person == null
            ? new Hands(loop.handler(), loop.assignee())
            : new Hands(unit, person);
    Facts facts = new Facts(loop, entry.to(), entry.id(), entry.at());
    Set<UUID> told = new HashSet<>();
    if (entry.by() != null) told.add(entry.by().value());
    return all(words, facts, hands, told);
  }

  /** What a deadline tells. */
  List<Notice> before(Word word, Loop loop, UUID cause, Instant at) {
    Facts facts = new Facts(loop, loop.stage(), cause, at);
    return all(List.of(word), facts, new Hands(loop.handler(), loop.assignee()), new HashSet<>());
  }

  private record Hands(@Nullable OrganisationId unit, @Nullable PersonId person) {}

  private record Facts(Loop loop, String stage, UUID cause, Instant at) {}

  private List<Notice> all(List<Word> words, Facts facts, Hands hands, Set<UUID> told) {
    List<Notice> notices = new ArrayList<>();
    for (Word word : words) {
      for (Whom one : word.to()) {
        Whom whom = one instanceof Whom.Turn ? turn(facts) : one;
        for (PersonId person : people(whom, facts, hands)) {
          if (told.add(person.value())) notices.add(notice(word, facts, person, null));
        }
        OrganisationId unit = whom instanceof Whom.Hands ? hands.unit() : null;
        if (unit != null && told.add(unit.value())) notices.add(notice(word, facts, null, unit));
      }
    }
    return notices;
  }

  private Whom turn(Facts facts) {
    if (!facts.loop().awaits().isEmpty()) return Whom.asked();
    Set<Who> all = Turns.whose(lives.of(facts.loop()), facts.stage());
    if (all.stream().anyMatch(who -> who instanceof Who.Assignee || who instanceof Who.Member)) {
      return Whom.hands();
    }
    Set<String> roles =
        all.stream()
            .filter(Who.Holder.class::isInstance)
            .flatMap(who -> who.roles().stream())
            .collect(Collectors.toSet());
    return roles.isEmpty() ? Whom.opener() : new Whom.Holders(roles);
  }

  private List<PersonId> people(Whom whom, Facts facts, Hands hands) {
    return switch (whom) {
      case Whom.Hands inHand -> inHand(facts, hands);
      case Whom.Turn turn -> List.of(); // somebody else by now
      case Whom.Holders(Set<String> roles) -> holders.get(new Over(facts.loop().division(), roles));
      case Whom.Opener opener -> Stream.ofNullable(facts.loop().openedBy()).toList();
      case Whom.Asked asked -> facts.loop().awaits();
    };
  }

  private List<PersonId> inHand(Facts facts, Hands hands) {
    if (hands.person() != null) return List.of(hands.person());
    OrganisationId unit = hands.unit();
    if (unit == null) return List.of();
    LifeCycle life = lives.of(facts.loop());
    Set<String> here = members(life, edge -> !edge.stays() && edge.from().contains(facts.stage()));
    return members.get(new Unit(unit, here.isEmpty() ? members(life, edge -> true) : here));
  }

  private static Set<String> members(LifeCycle life, Predicate<Edge> which) {
    return life.edges().stream()
        .filter(which)
        .flatMap(edge -> edge.by().stream())
        .filter(Who.Member.class::isInstance)
        .flatMap(who -> who.roles().stream())
        .collect(Collectors.toSet());
  }

  private Notice notice(
      Word word, Facts facts, @Nullable PersonId person, @Nullable OrganisationId unit) {
    Loop loop = facts.loop();
    return new Notice(
        Ids.next(),
        person,
        unit,
        word.name(),
        facts.cause(),
        loop.id(),
        loop.number(),
        loop.kind(),
        Objects.requireNonNull(facts.stage()),
        loop.nextDue().orElse(null),
        pages.path(loop),
        facts.at());
  }
}
