package cn.nongchao.loop;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import org.springframework.stereotype.Component;

/**
 * Who, of those who may see a loop, reads all of it, and who reads what its reporter does: what
 * colleagues write to each other and who they are is not meant for whoever only reported, be they
 * at work somewhere else.
 */
@Component
class Readership {

  private final Store store;
  private final Organisations organisations;

  Readership(Store store, Organisations organisations) {
    this.store = store;
    this.organisations = organisations;
  }

  /** The caller has made sure that they may see it. */
  boolean readsAll(Viewer viewer, Loop loop) {
    if (!viewer.works()) return false;
    PersonId id = viewer.id();
    if (!id.equals(loop.openedBy())) return true; // something else than reporting let them in
    return id.equals(loop.assignee())
        || loop.awaits().contains(id)
        || viewer.workPlaces().stream().anyMatch(place -> place.contains(loop.division()))
        || viewer.organisations().stream().anyMatch(unit -> isOf(unit, loop))
        || store.hasHandIn(loop.id(), id, viewer.organisations());
  }

  /** Has it in hand, answers for its matter, or is a unit of its street. */
  private boolean isOf(OrganisationId unit, Loop loop) {
    if (unit.equals(loop.handler()) || unit.equals(loop.lead())) return true;
    return organisations
        .find(unit)
        .filter(known -> street(known.division()).contains(loop.division()))
        .isPresent();
  }

  private static DivisionCode street(DivisionCode seat) {
    int digits = Math.min(seat.value().length(), Division.Level.STREET.digits());
    return new DivisionCode(seat.value().substring(0, digits));
  }

  /** The loop as they read it: whoever only reported learns the unit's name and no person's. */
  Loop shown(Viewer viewer, Loop loop) {
    return readsAll(viewer, loop) ? loop : loop.withoutPersons();
  }

  /** Whether this entry of it is theirs to read. */
  boolean reads(Viewer viewer, Loop loop, Entry entry) {
    return viewer.id().equals(entry.by()) || readsAll(viewer, loop);
  }
}
