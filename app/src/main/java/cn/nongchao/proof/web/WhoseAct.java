package cn.nongchao.proof.web;

import cn.nongchao.loop.Loop;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.AsOf;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import cn.nongchao.proof.IssuedCode;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose act a code stands for, and whether somebody signed in belongs to the firm it concerns. */
@Component
class WhoseAct {

  private final Organisations organisations;
  private final Loops loops;

  WhoseAct(Organisations organisations, Loops loops) {
    this.organisations = organisations;
    this.loops = loops;
  }

  boolean worksFor(Viewer viewer, String creditCode) {
    return viewer.organisations().stream()
        .flatMap(id -> organisations.find(id).stream())
        .anyMatch(firm -> creditCode.equals(firm.creditCode()));
  }

  /**
   * Who acted.
   *
   * @param organ that answers for it: the office of the street the unit belongs to, or the unit
   *     itself where it acts in its own name; empty where none is known
   * @param unit that acted; empty where that is not known
   */
  record Acting(String organ, String unit) {}

  Acting acting(IssuedCode code) {
    // An act is of whoever they were called then.
    return AsOf.at(code.issuedAt(), () -> then(code));
  }

  private Acting then(IssuedCode code) {
    OrganisationId acted = code.unit();
    // Which unit it was is not recorded of the oldest codes: it is the one that has the loop.
    if (acted == null) acted = loops.find(code.loop()).map(Loop::handler).orElse(null);
    Optional<Organisation> unit = Optional.ofNullable(acted).flatMap(organisations::find);
    return new Acting(unit.map(this::organ).orElse(""), unit.map(Organisation::name).orElse(""));
  }

  private String organ(Organisation unit) {
    if (unit.kind().equals(Organisation.POLICE)) return unit.name();
    DivisionCode seat = unit.division();
    int digits = Math.min(seat.value().length(), Division.Level.STREET.digits());
    DivisionCode street = new DivisionCode(seat.value().substring(0, digits));
    return organisations.ofKinds(Set.of(Organisation.STREET), street).stream()
        .map(Organisation::name)
        .findFirst()
        .orElse(unit.name());
  }
}
