package cn.nongchao.people;

import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The streets this installation serves: where whoever comes may report. A street is served once
 * somebody says so, or once it has grids; a village of it may be left out.
 */
@Component
public class Served {

  /** What is said of places; a village without a row is served as its street is. */
  private record Said(List<DivisionCode> streets, Set<DivisionCode> leftOut) {}

  private final JdbcClient jdbc;
  private final Divisions divisions;
  private final Remembered<Boolean, Said> remembered;

  Served(JdbcClient jdbc, Divisions divisions, Clock clock) {
    this.jdbc = jdbc;
    this.divisions = divisions;
    this.remembered = new Remembered<>(clock, Duration.ofMinutes(1), 1, all -> read());
  }

  /** By code; empty on a new installation. */
  public List<DivisionCode> streets() {
    return remembered.get(true).streets();
  }

  /** Those of some places alone, or that hold one. */
  public List<DivisionCode> streets(Preparation.Within within) {
    return streets().stream().filter(street -> within.touches(street.value())).toList();
  }

  /** Whether a street, or a village or grid within, is one of those served. */
  public boolean holds(DivisionCode place) {
    Said said = remembered.get(true);
    return said.streets().stream().anyMatch(street -> street.contains(place))
        && said.leftOut().stream().noneMatch(village -> village.contains(place));
  }

  /** Villages and communities served, by code. */
  public List<Division> villages() {
    return villages(Preparation.Within.ALL);
  }

  /** Those of some places alone. */
  public List<Division> villages(Preparation.Within within) {
    List<Division> all = new ArrayList<>();
    for (DivisionCode street : streets(within)) all.addAll(divisions.below(street, Level.VILLAGE));
    all.removeIf(village ->
        !holds(village.code())
            || !within.touches(village.code().value())
            || !divisions.today(village.code()).equals(village.code()));
    return all;
  }

  /**
   * The name as people of this installation tell it from others: with its street if there are more.
   */
  public String name(Division place) {
    return streets().size() < 2
        ? place.shortName()
        : divisions.name(place.code().street()) + " " + place.shortName();
  }

  /** Serves a street, or a village again; or leaves either out. */
  public void serve(DivisionCode place, boolean serving) {
    jdbc.sql(
            "insert into people.served (code, serving) values (?, ?)"
                + " on conflict (code) do update set serving = excluded.serving")
        .params(place.value(), serving)
        .update();
    changed();
  }

  /** Streets of new grids are served from now on, unless somebody said that they are not. */
  public void hasGrids(Set<DivisionCode> grids) {
    Set<String> streets = new TreeSet<>();
    for (DivisionCode grid : grids) streets.add(grid.street().value());
    if (streets.isEmpty()) return;
    jdbc.sql(
            "insert into people.served (code, serving) select code, true from people.divisions"
                + " where code = any(?) on conflict do nothing")
        .param(streets.toArray(String[]::new))
        .update();
    changed();
  }

  /** To be called after it was edited, so that this node sees it at once. */
  private void changed() {
    remembered.forget();
  }

  private Said read() {
    record Row(String code, boolean serving) {}
    List<DivisionCode> streets = new ArrayList<>();
    Set<DivisionCode> leftOut = new TreeSet<>();
    for (Row row :
        jdbc.sql("select code, serving from people.served order by code").query(Row.class).list()) {
      DivisionCode code = new DivisionCode(row.code());
      if (!row.serving()) leftOut.add(code);
      else if (code.value().length() == Level.STREET.digits()) streets.add(code);
    }
    return new Said(List.copyOf(streets), Set.copyOf(leftOut));
  }
}
