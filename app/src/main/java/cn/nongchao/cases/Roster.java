package cn.nongchao.cases;

import cn.nongchao.loop.Loads;
import cn.nongchao.loop.Loads.Load;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who an event can be sent to, where they are and how busy. */
@Component
public class Roster {

  /**
   * An organisation it can be sent to.
   *
   * @param open loops it has in hand
   * @param part what the responsibility list makes of it for this event
   * @param imported whether only a file of another system knows it so far
   */
  public record Target(
      OrganisationId id,
      String name,
      Text kind,
      String specialty,
      int open,
      Part part,
      boolean imported) {}

  /** An organisation's part by the responsibility list. */
  public enum Part {
    LEAD,
    ASSISTS,
    NONE
  }

  /**
   * A person it can be sent to, or who can act.
   *
   * @param open loops in hand
   * @param last where the last of them is; empty where there is none
   * @param licence last day of their law-enforcement licence; null without a valid one
   * @param endless whether the licence has no last day
   */
  public record Colleague(
      PersonId id,
      String name,
      String title,
      int open,
      String last,
      @Nullable LocalDate licence,
      boolean endless) {

    public boolean licensed() {
      return endless || licence != null;
    }

    /** As a choice says it. */
    public Text licenceInWords() {
      if (!licensed()) return Text.of("无有效执法证", "no valid licence");
      return endless
          ? Text.of("执法证有效", "licence valid")
          : Text.of("执法证至 " + licence, "licence to " + licence);
    }
  }

  /** Kinds of organisation that take events. */
  static final Set<String> KINDS =
      Set.of(
          Organisation.DEPARTMENT,
          Organisation.SQUAD,
          Organisation.POLICE,
          Organisation.STREET,
          Organisation.ALLIANCE);

  /** Those who send events to somebody, or watch over it. */
  private static final Set<String> SENDERS =
      Set.of(CasesRoles.DISPATCHER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR);

  private static final Set<String> AT_WORK =
      Set.of(
          CasesRoles.GRID_WORKER,
          CasesRoles.AUXILIARY,
          CasesRoles.OFFICER,
          LoopRoles.SQUAD_LEADER,
          CasesRoles.CLERK);

  private final Organisations organisations;
  private final People people;
  private final Divisions divisions;
  private final Loads loads;
  private final Clock clock;
  private final Settings settings;

  Roster(
      Organisations organisations,
      People people,
      Divisions divisions,
      Loads loads,
      Clock clock,
      Settings settings) {
    this.organisations = organisations;
    this.people = people;
    this.divisions = divisions;
    this.loads = loads;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * The street's bodies: whoever leads by the list first, then who assists, then the others; behind
   * all of them those that only a file of another system named.
   */
  public List<Target> targets(DivisionCode place, @Nullable Category line) {
    List<Organisation> all = organisations.ofKinds(KINDS, place.street());
    Map<OrganisationId, Load> busy =
        loads.organisations(all.stream().map(Organisation::id).toList());
    return all.stream()
        .map(one ->
            new Target(
                one.id(),
                one.name(),
                one.kindTitle(),
                one.specialty() == null ? "" : one.specialty(),
                busy.containsKey(one.id()) ? busy.get(one.id()).open() : 0,
                part(one.id(), line),
                one.imported()))
        .sorted(Comparator.comparing(Target::imported).thenComparing(Target::part))
        .toList();
  }

  private static Part part(OrganisationId id, @Nullable Category line) {
    if (line == null) return Part.NONE;
    if (id.equals(line.lead())) return Part.LEAD;
    return line.assisting().contains(id) ? Part.ASSISTS : Part.NONE;
  }

  /** The same as far as somebody sends events there; empty where they do not. */
  public Optional<List<Colleague>> colleagues(OrganisationId organisation, Viewer viewer) {
    return organisations
        .find(organisation)
        .filter(unit -> sendsTo(unit, viewer))
        .map(unit -> colleagues(unit.id()));
  }

  /** Whether it is of a street of theirs, or they work for a unit there: as events are sent. */
  private boolean sendsTo(Organisation unit, Viewer viewer) {
    return viewer.grants().stream()
        .filter(grant -> SENDERS.contains(grant.role()))
        .map(grant ->
            grant.organisation() == null
                ? grant.division()
                : organisations.find(grant.organisation()).map(Organisation::division).orElse(null))
        .anyMatch(place -> place != null && place.street().contains(unit.division()));
  }

  /** Those at work in an organisation, the least busy first. */
  List<Colleague> colleagues(OrganisationId organisation) {
    List<PersonCard> staff =
        people.staff(organisation).stream()
            .filter(card -> card.roles().stream().anyMatch(AT_WORK::contains))
            .toList();
    Map<PersonId, Load> busy = loads.persons(staff.stream().map(PersonCard::id).toList());
    LocalDate today = today();
    return staff.stream()
        .map(card -> colleague(card, busy.get(card.id()), today))
        .sorted(Comparator.comparingInt(Colleague::open))
        .toList();
  }

  /** Whether somebody works in one of these. */
  boolean isOf(PersonId person, Set<OrganisationId> units) {
    return units.stream()
        .flatMap(unit -> people.staff(unit).stream())
        .anyMatch(card -> card.id().equals(person));
  }

  /** Whether somebody may enforce today. */
  boolean isLicensed(PersonId person) {
    return people.qualified(person, Qualification.LAW_ENFORCEMENT, today());
  }

  private LocalDate today() {
    return clock.instant().atZone(settings.zone()).toLocalDate();
  }

  private Colleague colleague(PersonCard card, @Nullable Load load, LocalDate today) {
    Qualification licence =
        people.qualification(card.id(), Qualification.LAW_ENFORCEMENT, today).orElse(null);
    return new Colleague(
        card.id(),
        card.name(),
        card.title(),
        load == null ? 0 : load.open(),
        load == null ? "" : place(load.place()),
        licence == null ? null : licence.validTo(),
        licence != null && licence.validTo() == null);
  }

  /** Village and grid; the street they all share goes without saying. */
  private String place(DivisionCode code) {
    return code.value().length() > Division.Level.VILLAGE.digits()
        ? divisions.name(code.parent()) + divisions.name(code)
        : divisions.name(code);
  }
}
