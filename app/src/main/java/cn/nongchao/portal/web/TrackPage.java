package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report, for whoever holds its code.
 *
 * @param code as typed, for the forms on the page
 * @param found null while no code was given, or none is known
 */
public record TrackPage(String code, @Nullable Found found, Typed typed) {

  /**
   * @param words as they were reported
   * @param joined number of the event it goes on in, where it was merged; else empty
   * @param due when it must be closed; null where no time is set
   * @param reopenUntil how long its reporter may have it handled again; null while that is no
   *     question
   * @param entry id for the entry of the next move
   */
  public record Found(
      String number,
      int version,
      String words,
      String place,
      Text stage,
      String tone,
      String joined,
      @Nullable Instant due,
      boolean open,
      List<PublicTimeline.Line> lines,
      boolean mayRate,
      @Nullable Integer rating,
      @Nullable Instant reopenUntil,
      String entry) {

    public Found {
      lines = List.copyOf(lines);
    }
  }
}
