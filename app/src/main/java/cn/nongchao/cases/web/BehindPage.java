package cn.nongchao.cases.web;

import cn.nongchao.loop.Stage;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events behind one figure.
 *
 * @param next address of the next page; null at the end
 * @param back address of the figures
 */
public record BehindPage(
    Text figure,
    String place,
    String from,
    String to,
    List<Line> lines,
    @Nullable String next,
    String back) {

  public BehindPage {
    lines = List.copyOf(lines);
  }

  /** One event as it stands now. */
  public record Line(
      String number,
      String title,
      String path,
      String place,
      Stage stage,
      Instant opened,
      @Nullable Instant due,
      @Nullable Instant closed) {

    public boolean late() {
      return due != null && closed != null && closed.isAfter(due);
    }
  }
}
