package cn.nongchao.proof.web;

import cn.nongchao.people.Organisations;
import cn.nongchao.people.Viewer;
import org.springframework.stereotype.Component;

/** Whether somebody signed in belongs to the firm an act concerns. */
@Component
class SubjectOf {

  private final Organisations organisations;

  SubjectOf(Organisations organisations) {
    this.organisations = organisations;
  }

  boolean worksFor(Viewer viewer, String creditCode) {
    return viewer.organisations().stream()
        .flatMap(id -> organisations.find(id).stream())
        .anyMatch(firm -> creditCode.equals(firm.creditCode()));
  }
}
