package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.OrganisationId;
import java.util.List;
import java.util.Map;

/**
 * The responsibility list in one of its versions.
 *
 * @param version the one shown
 * @param current the one in force
 * @param mayEdit whether the viewer may change it; only the one in force can be
 * @param q what is searched for
 * @param names of the organisations on it
 */
public record ListPage(
    int version,
    int current,
    boolean mayEdit,
    String q,
    List<Category> lines,
    Map<OrganisationId, String> names,
    List<ResponsibilityList.Version> versions) {

  public ListPage {
    lines = List.copyOf(lines);
    names = Map.copyOf(names);
    versions = List.copyOf(versions);
  }

  public String name(Category line) {
    return line.lead() == null ? "" : names.getOrDefault(line.lead(), "—");
  }

  public String assisting(Category line) {
    return String.join(
        "、", line.assisting().stream().map(id -> names.getOrDefault(id, "—")).toList());
  }
}
