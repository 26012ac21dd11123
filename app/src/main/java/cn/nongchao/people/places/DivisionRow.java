package cn.nongchao.people.places;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import java.util.Objects;

/** One place as read from a list, its code known to be well formed. */
public record DivisionRow(DivisionCode code, String name) {

  public Level level() {
    return Objects.requireNonNull(Level.of(code), "the whole country is no row");
  }

  public DivisionCode parent() {
    return code.parent();
  }
}
