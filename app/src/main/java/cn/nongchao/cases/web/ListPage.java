package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The responsibility list in one of its versions.
 *
 * @param version the one shown
 * @param current the one in force
 * @param editing places whose lines the viewer may change; only the version in force can be
 * @param q what is searched for
 * @param names of the organisations on it
 */
public record ListPage(
    int version,
    int current,
    Set<DivisionCode> editing,
    boolean imports,
    String q,
    List<Category> lines,
    Map<OrganisationId, String> names,
    List<ResponsibilityList.Version> versions) {

  public ListPage {
    editing = Set.copyOf(editing);
    lines = List.copyOf(lines);
    names = Map.copyOf(names);
    versions = List.copyOf(versions);
  }

  /** What the files are asked by: the same as the page. */
  public String asked() {
    return UriComponentsBuilder.newInstance()
        .queryParam("version", version)
        .queryParam("q", q)
        .encode()
        .toUriString();
  }

  public boolean mayEdit(Category line) {
    return editing.stream().anyMatch(place -> place.contains(line.division()));
  }

  public String name(Category line) {
    return line.lead() == null ? "" : names.getOrDefault(line.lead(), "—");
  }

  public String assisting(Category line) {
    return String.join(
        "、", line.assisting().stream().map(id -> names.getOrDefault(id, "—")).toList());
  }
}
