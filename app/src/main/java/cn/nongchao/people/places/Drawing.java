package cn.nongchao.people.places;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Polygon;

/**
 * An outline about to be written.
 *
 * @param schematic whether it is a drawing rather than a survey
 * @param version of the place when the drawing began
 */
public record Drawing(DivisionCode code, Polygon outline, boolean schematic, int version) {

  /** A place as it is now drawn. */
  public record Drawn(String code, int version) {}
}
