package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.platform.Text;
import cn.nongchao.portal.web.TrackPage.Found;
import cn.nongchao.proof.IssuedCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report, as a program of whoever holds its code reads it.
 *
 * @param version to name in a rating or reopening
 * @param joined number of the event it goes on in, where it was merged; else empty
 * @param due when it must be closed; null where no time is set
 * @param lines what happened, latest first; photos are ids of evidence, shown to the code's holder
 * @param mayRate whether it waits for its reporter's rating
 * @param reopenUntil how long its reporter may have it handled again; null while that is no
 *     question
 * @param acts codes of the acts it led to
 */
record TrackJson(
    String number,
    int version,
    String words,
    String place,
    Text stage,
    String joined,
    @Nullable Instant due,
    boolean open,
    List<PublicTimeline.Line> lines,
    boolean mayRate,
    @Nullable Integer rating,
    @Nullable Instant reopenUntil,
    List<ActJson> acts) {

  TrackJson {
    lines = List.copyOf(lines);
    acts = List.copyOf(acts);
  }

  /**
   * An act.
   *
   * @param shortId by which it is looked up
   */
  record ActJson(String shortId, Text title) {}

  static TrackJson of(Found found, List<IssuedCode> acts) {
    return new TrackJson(
        found.number(),
        found.version(),
        found.words(),
        found.place(),
        found.stage(),
        found.joined(),
        found.due(),
        found.open(),
        found.lines(),
        found.mayRate(),
        found.rating(),
        found.reopenUntil(),
        acts.stream().map(act -> new ActJson(act.shortId(), act.title())).toList());
  }
}
