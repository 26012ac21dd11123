package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
      String who,
      String note,
      boolean late,
      @Nullable Instant due,
      Map<String, String> facts,
      List<Evidence> evidence) {
    public Line {
      facts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(facts));
      evidence = List.copyOf(evidence);
    }
  }

  public Timeline {
    lines = List.copyOf(lines);
  }
}
