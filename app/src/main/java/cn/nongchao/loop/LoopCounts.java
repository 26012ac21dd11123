package cn.nongchao.loop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How many loops are open, where and in which stage.
 *
 * @param cells one for each kind, stage and place that has any
 */
public record LoopCounts(List<Cell> cells) {

  /**
   * @param place code of the division the count was asked for by level
   * @param late past the deadline of the stage or of the whole
   * @param dueToday due before midnight and not late
   */
  public record Cell(
      String kind, String stage, String place, long open, long late, long dueToday) {}

  /** Sums of several cells. */
  public record Sum(long open, long late, long dueToday) {
    static final Sum NONE = new Sum(0, 0, 0);

    Sum plus(Cell cell) {
      return new Sum(open + cell.open(), late + cell.late(), dueToday + cell.dueToday());
    }
  }

  public LoopCounts {
    cells = List.copyOf(cells);
  }

  public LoopCounts ofKind(String kind) {
    return new LoopCounts(cells.stream().filter(cell -> cell.kind().equals(kind)).toList());
  }

  public Sum total() {
    Sum sum = Sum.NONE;
    for (Cell cell : cells) sum = sum.plus(cell);
    return sum;
  }

  /** By {@code kind/STAGE}. */
  public Map<String, Sum> byStage() {
    return by(cell -> cell.kind() + "/" + cell.stage());
  }

  public Map<String, Sum> byPlace() {
    return by(Cell::place);
  }

  private Map<String, Sum> by(Function<Cell, String> key) {
    Map<String, Sum> sums = new TreeMap<>();
    for (Cell cell : cells) {
      sums.merge(key.apply(cell), Sum.NONE.plus(cell), (a, b) -> a.plus(cell));
    }
    return sums;
  }
}
