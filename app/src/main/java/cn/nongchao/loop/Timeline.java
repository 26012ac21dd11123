package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a loop, shaped for showing; latest first. */
public record Timeline(List<Line> lines) {

  /**
   * @param move as it is called now; the stored name where the kind no longer knows it
   * @param stage after it
   * @param moved whether the stage changed
   * @param who made it
   * @param late whether the stage left had overrun its time
   * @param due the total deadline after it
   * @param facts of this move, names in place of ids where they are known
   */
  public record Line(
      UUID entry,
      int version,
      Text move,
      Stage stage,
      boolean moved,
      Instant at,
      Text who,
      String note,
      boolean late,
      @Nullable Instant due,
      List<Fact> facts,
      List<Evidence> evidence) {
    public Line {
      facts = List.copyOf(facts);
      evidence = List.copyOf(evidence);
    }
  }

  /** One fact of a move, in words. */
  public record Fact(Text label, Text value) {}

  public Timeline {
    lines = List.copyOf(lines);
  }
}
