package cn.nongchao.people;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One role within one scope: a place and all below it, or one organisation. Only grants in force
 * are ever handed out, so a grant held in memory carries no period.
 *
 * @param role its name
 * @param works whether who holds it is at work here ({@link Role#works})
 * @param reads what it lets look through ({@link Role#reads})
 * @param division set for a grant by place
 * @param organisation set for a grant by organisation
 */
public record Grant(
    String role,
    boolean works,
    Set<Reading> reads,
    @Nullable DivisionCode division,
    @Nullable OrganisationId organisation) {

  public Grant {
    if ((division == null) == (organisation == null)) {
      throw new IllegalArgumentException("a grant has one scope: a place or an organisation");
    }
    reads = Set.copyOf(reads);
  }

  /** Of a role by its declaration. */
  public static Grant of(
      Role role, @Nullable DivisionCode division, @Nullable OrganisationId organisation) {
    return new Grant(role.name(), role.works(), role.reads(), division, organisation);
  }

  /** Of a role by its name alone, which reads nothing by itself. */
  public static Grant within(String role, DivisionCode division) {
    return new Grant(role, works(role), Set.of(), division, null);
  }

  public static Grant within(String role, OrganisationId organisation) {
    return new Grant(role, works(role), Set.of(), null, organisation);
  }

  private static boolean works(String role) {
    return !role.equals(PeopleRoles.CITIZEN);
  }

  /** Whether a thing at this place, in these organisations' hands, lies within the scope. */
  public boolean covers(@Nullable DivisionCode place, Collection<OrganisationId> organisations) {
    if (division != null) return place != null && division.contains(place);
    return organisations.contains(organisation);
  }
}
