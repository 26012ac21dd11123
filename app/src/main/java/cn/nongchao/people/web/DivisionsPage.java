package cn.nongchao.people.web;

import cn.nongchao.people.ClosedPlaces;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.places.Outlines;
import cn.nongchao.people.places.PlaceChanges;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of the tree and what is directly below it.
 *
 * @param above the way down to here, from the top
 * @param below the level of the children; null below a grid
 * @param next a free code below
 * @param serving whether whoever comes may report here
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
    boolean shipped,
    boolean serving,
    ClosedPlaces.@Nullable Closed closed,
    String today) {

  public DivisionsPage {
    above = List.copyOf(above);
    children = List.copyOf(children);
  }

  /** What the form for a new place below begins with. */
  public Outlines.NewPlace fresh() {
    return new Outlines.NewPlace(next, "", at.value());
  }

  /** Whether it is for somebody to say that reports are taken in here: streets and villages. */
  static boolean canBeServed(DivisionCode code) {
    int digits = code.value().length();
    return digits == Level.STREET.digits() || digits == Level.VILLAGE.digits();
  }

  public boolean canBeServed() {
    return canBeServed(at);
  }

  /** What the form for its name begins with; of the place itself, not of the one above. */
  public PlaceChanges.Name named() {
    return new PlaceChanges.Name(above.isEmpty() ? name : above.getLast().name());
  }

  /** What the form for its being served begins with. */
  public PlaceWrites.Serving served() {
    return new PlaceWrites.Serving(serving);
  }

  /** Whether it can be given up: villages and grids, while they are in use. */
  public boolean canBeClosed() {
    return closed == null && at.value().length() >= Level.VILLAGE.digits();
  }

  public boolean hasMap() {
    return at.value().length() >= 9;
  }
}
