package cn.nongchao.people.web;

import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of the tree and what is directly below it.
 *
 * @param above the way down to here, from the top
 * @param below the level of the children; null below a grid
 * @param next a free code below
 * @param shipped whether a list that comes with the product may be loaded here
 */
public record DivisionsPage(
    DivisionCode at,
    String name,
    List<Division> above,
    List<Division> children,
    @Nullable Text below,
    DivisionCode next,
    boolean editable,
    boolean shipped) {

  public DivisionsPage {
    above = List.copyOf(above);
    children = List.copyOf(children);
  }

  /** What the form for a new place below begins with. */
  public Outlines.NewPlace fresh() {
    return new Outlines.NewPlace(next, "", at.value());
  }

  public boolean hasMap() {
    return at.value().length() >= 9;
  }
}
