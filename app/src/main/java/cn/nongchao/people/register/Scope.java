package cn.nongchao.people.register;

import cn.nongchao.form.Caller;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Preparation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose register somebody may read and write: the places over which they hold one of the roles. An
 * organisation lies in the place where it is seated, a person where their organisation is; a person
 * of no organisation lies only in the whole country.
 *
 * @param by who acts; null for the system itself
 */
public record Scope(@Nullable PersonId by, List<DivisionCode> places) implements Caller {

  public Scope {
    places = List.copyOf(places);
  }

  /** What somebody may administer. */
  public static Scope of(Viewer viewer) {
    return new Scope(viewer.id(), List.copyOf(viewer.places(Set.of(PeopleRoles.ADMINISTRATOR))));
  }

  /** Where somebody holds one of these roles. */
  static Scope of(Viewer viewer, Collection<String> roles) {
    return new Scope(viewer.id(), List.copyOf(viewer.places(roles)));
  }

  /** Within what somebody may look through this. */
  public static Scope reading(Viewer viewer, Reading what) {
    return new Scope(viewer.id(), List.copyOf(viewer.placesReading(what)));
  }

  /** The system itself: first start, demo, command line. */
  public static Scope system() {
    return new Scope(null, List.of(DivisionCode.ALL));
  }

  public boolean isWhole() {
    return places.contains(DivisionCode.ALL);
  }

  public boolean covers(@Nullable DivisionCode place) {
    return isWhole() || (place != null && places.stream().anyMatch(own -> own.contains(place)));
  }

  /** What an installation needs is asked for these places. */
  public Preparation.Within within() {
    return new Preparation.Within(places.stream().map(DivisionCode::value).toList());
  }

  /** For {@code division like any(?)}. */
  public String[] patterns() {
    return places.stream().map(place -> place.value() + "%").toArray(String[]::new);
  }
}
