package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import java.util.List;

/** The map editor of a street or village: its grids, drawn or not. */
public record DivisionMapPage(DivisionCode at, String path, List<Division> grids) {

  public DivisionMapPage {
    grids = List.copyOf(grids);
  }
}
