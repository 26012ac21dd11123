package cn.nongchao.people.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.register.PersonLists.HeldGrant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Words for what grants hold over. */
@Component
class Scopes {

  private final Divisions divisions;

  Scopes(Divisions divisions) {
    this.divisions = divisions;
  }

  /** By grant id: the path of a place, or an organisation's name. */
  Map<String, String> names(List<HeldGrant> grants) {
    Map<String, String> names = new HashMap<>();
    for (HeldGrant grant : grants) names.put(grant.id().toString(), name(grant));
    return names;
  }

  private String name(HeldGrant grant) {
    if (grant.division() == null) return String.valueOf(grant.organisation());
    return grant.division().equals(DivisionCode.ALL) ? "全国" : divisions.path(grant.division());
  }
}
