package cn.nongchao.people;

import org.jspecify.annotations.Nullable;

/**
 * One role within one scope: a place and all below it, or one organisation. Only grants in force
 * are ever handed out, so a grant held in memory carries no period.
 *
 * @param division set for a grant by place
 * @param organisation set for a grant by organisation
 */
public record Grant(
    Role role, @Nullable DivisionCode division, @Nullable OrganisationId organisation) {

  public Grant {
    if ((division == null) == (organisation == null)) {
      throw new IllegalArgumentException("a grant has one scope: a place or an organisation");
    }
  }

  public static Grant within(Role role, DivisionCode division) {
    return new Grant(role, division, null);
  }

  public static Grant within(Role role, OrganisationId organisation) {
    return new Grant(role, null, organisation);
  }

  /** Whether a thing at this place, in these organisations' hands, lies within the scope. */
  public boolean covers(
      @Nullable DivisionCode place, java.util.Collection<OrganisationId> organisations) {
    if (division != null) return place != null && division.contains(place);
    return organisations.contains(organisation);
  }
}
