package cn.nongchao.people.web;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.PersonLists.HeldGrant;
import cn.nongchao.platform.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Words for grants: which roles there are, and what a grant holds over. */
@Component
class Scopes {

  private final Divisions divisions;
  private final Roles roles;

  Scopes(Divisions divisions, Roles roles) {
    this.divisions = divisions;
    this.roles = roles;
  }

  /** What roles are called, by name. */
  Map<String, Text> roles() {
    return roles.titles();
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
