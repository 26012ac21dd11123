package cn.nongchao.people.web;

import cn.nongchao.people.Organisation;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.util.Map;

/**
 * A list of organisations and the filter they were found by.
 *
 * @param places paths of the places where they are seated, by code
 */
public record OrganisationsPage(
    Slice<BodyLists.Row> rows, Typed filter, Map<String, String> places, String nextHref) {

  public Map<String, Text> kinds() {
    return Organisation.KINDS;
  }

  public Text kind(String kind) {
    return Organisation.KINDS.getOrDefault(kind, Text.same(kind));
  }
}
