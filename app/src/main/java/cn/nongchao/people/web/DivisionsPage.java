package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of the tree and what is directly below it.
 *
 * @param above the way down to here, from the top
 * @param below the level of the children; null below a grid
 * @param form for a new place below
 * @param shipped whether a list that comes with the product may be loaded here
 */
public record DivisionsPage(
    DivisionCode at,
    String name,
    List<Division> above,
    List<Division> children,
    @Nullable Text below,
    Typed form,
    boolean editable,
    boolean shipped) {

  public DivisionsPage {
    above = List.copyOf(above);
    children = List.copyOf(children);
  }

  public boolean hasMap() {
    return at.value().length() >= 9;
  }
}
