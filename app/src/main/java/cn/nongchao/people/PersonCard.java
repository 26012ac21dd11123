package cn.nongchao.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on staff, as colleagues see them.
 *
 * @param title of the post held, as 中队长; empty where none is recorded
 * @param roles names of those granted and in force
 * @param phone masked ({@link Masks#phone})
 */
public record PersonCard(
    PersonId id,
    String name,
    @Nullable OrganisationId organisation,
    String title,
    Set<String> roles,
    String phone) {

  public PersonCard {
    roles = Set.copyOf(roles);
  }
}
