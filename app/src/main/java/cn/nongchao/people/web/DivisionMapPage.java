package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import java.util.List;
import java.util.Map;

/**
 * The map editor of a street or village: its grids, drawn or not.
 *
 * @param names what each grid is called, by code
 */
public record DivisionMapPage(
    DivisionCode at, String path, List<Division> grids, Map<String, String> names) {

  public DivisionMapPage {
    grids = List.copyOf(grids);
    names = Map.copyOf(names);
  }
}
