package cn.nongchao.people;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose names somebody is told who sends an id: their own, their units' and those of the places
 * they work in. Of anybody else it is not even said that they are there.
 */
@Component
public class Acquaintances {

  private final JdbcClient jdbc;
  private final Organisations organisations;

  Acquaintances(JdbcClient jdbc, Organisations organisations) {
    this.jdbc = jdbc;
    this.organisations = organisations;
  }

  /** Where they work: what their roles are over, and the streets of their units. */
  public List<DivisionCode> places(@Nullable Viewer viewer) {
    if (viewer == null) return List.of();
    Set<DivisionCode> places = new HashSet<>(viewer.workPlaces());
    if (viewer.works()) {
      for (OrganisationId unit : viewer.organisations()) {
        organisations.find(unit).map(found -> found.division().street()).ifPresent(places::add);
      }
    }
    return places.stream().sorted().toList();
  }

  public boolean knows(@Nullable Viewer viewer, Organisation unit) {
    if (viewer == null) return false;
    return viewer.organisations().contains(unit.id())
        || places(viewer).stream().anyMatch(place -> place.contains(unit.division()));
  }

  /** Also of somebody disabled. */
  public boolean knows(@Nullable Viewer viewer, PersonId person) {
    if (viewer == null) return false;
    if (viewer.id().equals(person)) return true;
    return jdbc.sql("select organisation from people.persons where id = ?")
        .param(person.value())
        .query((row, n) -> Optional.ofNullable(OrganisationId.of(row.getObject(1, UUID.class))))
        .optional()
        .flatMap(unit -> unit)
        .flatMap(organisations::find)
        .filter(unit -> knows(viewer, unit))
        .isPresent();
  }
}
