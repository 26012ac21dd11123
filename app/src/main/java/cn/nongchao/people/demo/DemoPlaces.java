package cn.nongchao.people.demo;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Polygon;
import cn.nongchao.people.demo.Sketch.Point;
import cn.nongchao.people.places.DivisionRow;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.places.ShippedDivisions;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Hangzhou's divisions, and in 河庄街道 grids with schematic outlines: no survey of them is public. */
@Component
class DemoPlaces implements DemoStep {

  static final DivisionCode STREET = new DivisionCode("330114003");

  /** How many grids each of the 25 communities and villages has, by code. */
  private static final int[] GRIDS = {
    4, 4, 3, 3, 4, 3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 3, 2, 3, 3, 3, 2
  };

  /** The river bends around the north; canals and reclaimed land bound the rest. */
  private static final List<Point> OUTLINE =
      List.of(
          new Point(-5.0, 0.6),
          new Point(-4.6, 2.2),
          new Point(-3.6, 3.5),
          new Point(-2.1, 4.4),
          new Point(-0.3, 4.9),
          new Point(1.6, 4.8),
          new Point(3.1, 4.1),
          new Point(4.2, 3.1),
          new Point(4.9, 1.7),
          new Point(4.8, 0.2),
          new Point(4.3, -1.5),
          new Point(4.4, -3.0),
          new Point(3.0, -3.9),
          new Point(1.2, -4.2),
          new Point(-0.4, -4.0),
          new Point(-2.2, -4.3),
          new Point(-3.7, -3.6),
          new Point(-4.4, -2.3),
          new Point(-4.9, -0.9));

  private final DivisionTree tree;

  DemoPlaces(DivisionTree tree) {
    this.tree = tree;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public String name() {
    return "places";
  }

  @Override
  public Text title() {
    return Text.of("区划与网格", "places and grids");
  }

  @Override
  public void load() {
    List<DivisionRow> rows = Objects.requireNonNull(ShippedDivisions.read("hangzhou"));
    tree.put(rows);
    List<DivisionCode> villages =
        rows.stream().map(DivisionRow::code).filter(code -> code.parent().equals(STREET)).toList();
    Sketch sketch = sketch();
    List<DivisionRow> grids = new ArrayList<>();
    List<Polygon> outlines = new ArrayList<>();
    int[] number = new int[villages.size()];
    for (int cell = 0; cell < sketch.cells(); cell++) {
      int village = sketch.areaOf(cell);
      int n = ++number[village];
      String code = villages.get(village).value() + "%03d".formatted(n);
      grids.add(new DivisionRow(new DivisionCode(code), "第" + n + "网格"));
      outlines.add(sketch.cell(cell));
    }
    tree.put(grids);
    for (int i = 0; i < grids.size(); i++) draw(grids.get(i).code(), outlines.get(i));
    for (int i = 0; i < villages.size(); i++) draw(villages.get(i), sketch.area(i));
    draw(STREET, sketch.whole());
  }

  /** The same map each time: 30.30° N, 120.48° E is about where the street lies. */
  static Sketch sketch() {
    return new Sketch(OUTLINE, GRIDS, 330114003L, 30.30, 120.48);
  }

  private void draw(DivisionCode code, Polygon outline) {
    tree.draw(code, outline, true, 0).orThrow();
  }
}
