package cn.nongchao.people;

import cn.nongchao.form.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The person behind a request, with the grants in force at that moment. Read anew for each request,
 * so whoever is disabled or loses a grant is out at once.
 *
 * @param organisation where the person belongs; null for a citizen
 * @param session hash of the session or token used, to end it by
 */
public record Viewer(
    PersonId id,
    String name,
    @Nullable OrganisationId organisation,
    List<Grant> grants,
    String session)
    implements Caller {

  public Viewer {
    grants = List.copyOf(grants);
  }

  public boolean holds(String role) {
    return grants.stream().anyMatch(grant -> grant.role().equals(role));
  }

  public boolean holdsAny(Collection<String> roles) {
    return grants.stream().anyMatch(grant -> roles.contains(grant.role()));
  }

  /** Whether they are here for work, whatever else they may be here for. */
  public boolean works() {
    return grants.stream().anyMatch(Grant::works);
  }

  /** Whether a role they hold lets them look through this somewhere. */
  public boolean reads(Reading what) {
    return grants.stream().anyMatch(grant -> grant.reads().contains(what));
  }

  /** Whether one of the roles is held over a thing at this place, in these hands. */
  public boolean holdsOver(
      Collection<String> roles,
      @Nullable DivisionCode place,
      Collection<OrganisationId> organisations) {
    return grants.stream()
        .anyMatch(grant -> roles.contains(grant.role()) && grant.covers(place, organisations));
  }

  /** Names of the roles held anywhere. */
  public Set<String> roles() {
    return grants.stream().map(Grant::role).collect(Collectors.toSet());
  }

  /** Organisations the person works in or holds a role over. */
  public Set<OrganisationId> organisations() {
    Set<OrganisationId> all =
        grants.stream()
            .filter(grant -> grant.organisation() != null)
            .map(Grant::organisation)
            .collect(Collectors.toSet());
    if (organisation != null) all.add(organisation);
    return all;
  }

  /** Places over which one of the roles is held. */
  public Set<DivisionCode> places(Collection<String> roles) {
    return places(grant -> roles.contains(grant.role()));
  }

  /** Places over which any role is held. */
  public Set<DivisionCode> places() {
    return places(grant -> true);
  }

  /** Places in which they are at work. */
  public Set<DivisionCode> workPlaces() {
    return places(Grant::works);
  }

  /** Places within which they may look through this. */
  public Set<DivisionCode> placesReading(Reading what) {
    return places(grant -> grant.reads().contains(what));
  }

  private Set<DivisionCode> places(Predicate<Grant> which) {
    return grants.stream()
        .filter(grant -> grant.division() != null && which.test(grant))
        .map(Grant::division)
        .collect(Collectors.toSet());
  }
}
