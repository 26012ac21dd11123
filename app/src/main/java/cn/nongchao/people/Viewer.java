package cn.nongchao.people;

import cn.nongchao.form.Caller;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

  public boolean holds(Role role) {
    return grants.stream().anyMatch(grant -> grant.role() == role);
  }

  public boolean holdsAny(Collection<Role> roles) {
    return grants.stream().anyMatch(grant -> roles.contains(grant.role()));
  }

  /** Whether they are here for work, whatever else they may be here for. */
  public boolean works() {
    return holdsAny(Role.WORKING);
  }

  /** Whether one of the roles is held over a thing at this place, in these hands. */
  public boolean holdsOver(
      Collection<Role> roles,
      @Nullable DivisionCode place,
      Collection<OrganisationId> organisations) {
    return grants.stream()
        .anyMatch(grant -> roles.contains(grant.role()) && grant.covers(place, organisations));
  }

  public Set<Role> roles() {
    return grants.stream()
        .map(Grant::role)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
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
  public Set<DivisionCode> places(Collection<Role> roles) {
    return grants.stream()
        .filter(grant -> grant.division() != null && roles.contains(grant.role()))
        .map(Grant::division)
        .collect(Collectors.toSet());
  }
}
