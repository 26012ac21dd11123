package cn.nongchao.loop;

import cn.nongchao.loop.LoopQuery.State;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Hangs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open loops that somebody has in hand, or that wait for their word. */
@Component
class OpenWork implements Hangs {

  private static final Text IN_HAND = Text.of("在办", "in hand");
  private static final Text ASKED = Text.of("等其答复", "waits for their word");
  private static final Text LED = Text.of("牵头，他单位在办", "leads, in another's hands");

  private static final Text ASSISTS = Text.of("协办", "assists");

  private static final String ASSISTED =
      "l.id in (select p.loop from loop.parties p where p.party = ?) and "
          + assisting("l.id")
          + " like '%' || cast(? as text) || '%' and l.handler is distinct from ? and l.lead is"
          + " distinct from ?";

  /** Who takes part beside the handler, as the last move said that said so. */
  private static String assisting(String loop) {
    return "(select e.data ->> 'assisting' from loop.entries e where e.loop = "
        + loop
        + " and e.data ->> 'assisting' is not null order by e.version desc limit 1)";
  }

  private static final String SELECT =
      "select " + Rows.LOOP + " from loop.loops l where " + Rank.sql(State.OPEN) + " and ";

  private final JdbcClient jdbc;
  private final Loops loops;
  private final LoopPages pages;
  private final People people;
  private final Organisations organisations;

  OpenWork(
      JdbcClient jdbc, Loops loops, LoopPages pages, People people, Organisations organisations) {
    this.jdbc = jdbc;
    this.loops = loops;
    this.pages = pages;
    this.people = people;
    this.organisations = organisations;
  }

  @Override
  public List<Hanging> on(PersonId person) {
    return Stream.concat(
            hanging("l.assignee = ?", person.value(), IN_HAND, true),
            hanging(
                "l.awaits is not null and l.awaits @> array[?::uuid]",
                person.value(),
                ASKED,
                false))
        .toList();
  }

  @Override
  public List<Hanging> on(OrganisationId unit) {
    UUID whose = unit.value();
    return Stream.of(
            hanging("l.handler = ?", whose, IN_HAND, true),
            hanging("l.lead = ? and l.handler is distinct from l.lead", whose, LED, false),
            hanging(ASSISTED, whose, ASSISTS, true))
        .flatMap(all -> all)
        .toList();
  }

  @Override
  public boolean holds(DivisionCode place) {
    return jdbc.sql("select exists (select 1 from loop.loops where division like ?)")
        .param(place.value() + "%")
        .query(Boolean.class)
        .single();
  }

  private Stream<Hanging> hanging(String which, UUID whose, Text what, boolean movable) {
    long places = which.chars().filter(one -> one == '?').count();
    return jdbc
        .sql(SELECT + which + " order by l.rank, l.id")
        .params(Collections.nCopies((int) places, whose))
        .query((row, n) -> Rows.loop(row))
        .list()
        .stream()
        .map(loop ->
            new Hanging(
                loop.id().value(),
                what,
                loop.number() + " " + loop.title(),
                pages.path(loop),
                movable));
  }

  @Override
  public Outcome<UUID> handOver(UUID thing, PersonId from, @Nullable PersonId to, String by) {
    Loop loop = open(thing).filter(one -> from.equals(one.assignee())).orElse(null);
    if (loop == null) return Outcome.done(thing);
    OrganisationId unit = loop.handler();
    if (to != null) return move(loop, people.name(from), people.name(to), unit, to, by);
    if (unit != null) return move(loop, people.name(from), organisations.name(unit), unit, to, by);
    return Outcome.refused(
        Refusal.field(
            "handOvers",
            loop.number() + " 没有承办单位，请移交给同事",
            loop.number() + " is with no unit: give it to a colleague"));
  }

  @Override
  public Outcome<UUID> handOver(UUID thing, OrganisationId from, OrganisationId to, String by) {
    Loop loop = open(thing).orElse(null);
    if (loop == null) return Outcome.done(thing);
    if (!from.equals(loop.handler())) return assist(loop, from, to, by);
    return move(loop, organisations.name(from), organisations.name(to), to, null, by);
  }

  /** Another assists from now on; who has it in hand goes on with it. */
  private Outcome<UUID> assist(Loop loop, OrganisationId from, OrganisationId to, String by) {
    String now =
        jdbc.sql("select " + assisting("?"))
            .param(loop.id().value())
            .query(String.class)
            .optional()
            .orElse("");
    if (!now.contains(from.toString())) return Outcome.done(loop.id().value());
    String next =
        Arrays.stream(now.split(","))
            .map(unit -> unit.equals(from.toString()) ? to.toString() : unit)
            .filter(unit -> !unit.equals(String.valueOf(loop.handler())))
            .distinct()
            .collect(Collectors.joining(","));
    String words = organisations.name(from) + " → " + organisations.name(to);
    MoveOrder order =
        MoveOrder.of(Ids.next(), loop, Move.Common.HANDED_OVER, ASSISTS.zh() + " " + words)
            .to(loop.handler(), loop.assignee())
            .with(Map.of(MoveOrder.ASSISTING, next))
            .sharedWith(List.of(to))
            .ledBy(loop.lead());
    return loops
        .move(order, new Actor.Automatic("register", null, by))
        .map(moved -> moved.id().value());
  }

  private Optional<Loop> open(UUID thing) {
    return loops.find(new LoopId(thing)).filter(Loop::isOpen);
  }

  private Outcome<UUID> move(
      Loop loop,
      String from,
      String whom,
      @Nullable OrganisationId unit,
      @Nullable PersonId to,
      String by) {
    MoveOrder order =
        MoveOrder.of(Ids.next(), loop, Move.Common.HANDED_OVER, from + " → " + whom)
            .to(unit, to)
            .ledBy(loop.lead());
    return loops
        .move(order, new Actor.Automatic("register", null, by))
        .map(moved -> moved.id().value());
  }
}
