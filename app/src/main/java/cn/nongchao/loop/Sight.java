package cn.nongchao.loop;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which loops somebody may read: those within the places of their working roles, those in the hands
 * of their organisations, and those they took part in. Every query passes through this condition.
 *
 * @param arms conditions of which one suffices; kept apart because each has an index of its own,
 *     which a query over all of them joined by “or” could not use
 */
public record Sight(List<Arm> arms) {

  /**
   * One reason for which a loop may be read.
   *
   * @param sql a condition on {@code loop.loops l}
   * @param params its parameters, in order
   */
  public record Arm(String sql, List<Object> params) {
    public Arm {
      params = List.copyOf(params);
    }
  }

  public Sight {
    arms = List.copyOf(arms);
  }

  public static Sight of(Viewer viewer) {
    return of(viewer, Box.ALL);
  }

  /** The part of what somebody may read that lies in one of their boxes. */
  static Sight of(Viewer viewer, Box box) {
    return switch (box) {
      case MINE -> new Sight(viewer.works() ? mine(viewer.id().value()) : List.of());
      case SQUAD -> new Sight(units(viewer, "l.handler = ?"));
      case LEAD -> new Sight(units(viewer, "l.lead = ? and l.handler is distinct from l.lead"));
      case SCOPE -> new Sight(places(viewer));
      case ADRIFT -> adrift(viewer);
      case TAKEN -> new Sight(List.of(party(viewer, new UUID[] {viewer.id().value()})));
      case ALL -> all(viewer);
    };
  }

  private static Sight all(Viewer viewer) {
    List<Arm> arms = new ArrayList<>(places(viewer));
    if (arms.contains(EVERY)) return everything();
    arms.addAll(units(viewer, "l.handler = ?"));
    UUID[] parties =
        Stream.concat(
                Stream.of(viewer.id().value()),
                organisations(viewer).stream().map(OrganisationId::value))
            .toArray(UUID[]::new);
    arms.add(party(viewer, parties));
    return new Sight(arms);
  }

  private static final Arm EVERY = new Arm("true", List.of());

  private static Sight adrift(Viewer viewer) {
    return new Sight(
        places(viewer).stream()
            .map(place ->
                new Arm(
                    "l.id in (select loop from loop.adrift) and " + place.sql(), place.params()))
            .toList());
  }

  private static List<Arm> places(Viewer viewer) {
    Set<DivisionCode> places = viewer.workPlaces();
    if (places.contains(DivisionCode.ALL)) return List.of(EVERY);
    return places.stream()
        .sorted()
        .map(place -> new Arm("l.division like ?", List.of(place.value() + "%")))
        .toList();
  }

  /** Whose work they do: whoever belongs somewhere and has lost their last grant does none. */
  private static Set<OrganisationId> organisations(Viewer viewer) {
    return viewer.works() ? viewer.organisations() : Set.of();
  }

  /** Whoever is asked by name is a party too: what lies here can be read. */
  private static List<Arm> mine(UUID person) {
    return List.of(
        new Arm("l.assignee = ?", List.of(person)),
        new Arm(
            "l.awaits is not null and l.awaits @> array[?::uuid] and l.assignee is distinct from ?",
            List.of(person, person)));
  }

  private static List<Arm> units(Viewer viewer, String sql) {
    return organisations(viewer).stream()
        .map(OrganisationId::value)
        .sorted()
        .map(id -> new Arm(sql, List.of(id)))
        .toList();
  }

  /** Taking part counts while one is at work; what somebody reported stays theirs to follow. */
  private static Arm party(Viewer viewer, UUID[] parties) {
    String took = "exists (select 1 from loop.parties p where p.loop = l.id and p.party = any(?))";
    return viewer.works()
        ? new Arm(took, List.of((Object) parties))
        : new Arm(took + " and l.opened_by = ?", List.of(parties, viewer.id().value()));
  }

  /** For figures that concern nobody in particular, and for the system itself. */
  public static Sight everything() {
    return new Sight(List.of(EVERY));
  }

  /** All arms as one condition on {@code loop.loops l}. */
  public String sql() {
    if (arms.isEmpty()) return "false";
    return "(" + String.join(" or ", arms.stream().map(Arm::sql).toList()) + ")";
  }

  /** The parameters of {@link #sql}, in order. */
  public List<Object> params() {
    return arms.stream().flatMap(arm -> arm.params().stream()).toList();
  }
}
