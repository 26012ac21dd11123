package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicTimeline;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.IssuedCode;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report, for whoever holds its code.
 *
 * @param version to name in a rating or reopening
 * @param tone css of the stage, for the page
 * @param joined number of the event it goes on in, where it was merged; else empty
 * @param due when it must be closed; null where no time is set
 * @param lines what happened, latest first; photos are ids of evidence, shown to the code's holder
 * @param files those among the photos that are named to the public and not shown
 * @param erased when its personal data was erased; null while it is kept
 * @param pass goes as {@code pass} into the addresses of photos, for an hour
 * @param mayRate whether it waits for its reporter's rating
 * @param reopenUntil how long its reporter may have it handled again; null while that is no
 *     question
 * @param acts codes of the acts it led to
 */
public record TrackJson(
    String number,
    int version,
    String words,
    String place,
    Text stage,
    @JsonIgnore String tone,
    String joined,
    @Nullable Instant due,
    boolean open,
    List<PublicTimeline.Line> lines,
    List<FileJson> files,
    String pass,
    @Nullable Instant erased,
    boolean mayRate,
    @Nullable Integer rating,
    @Nullable Instant reopenUntil,
    List<ActJson> acts) {

  public TrackJson {
    lines = List.copyOf(lines);
    files = List.copyOf(files);
    acts = List.copyOf(acts);
  }

  /** A file that is named only. */
  public record FileJson(UUID id, String name) {}

  /** The name of a file that is not shown; null for a photo. */
  public @Nullable String named(UUID file) {
    return files.stream()
        .filter(one -> one.id().equals(file))
        .map(FileJson::name)
        .findFirst()
        .orElse(null);
  }

  /**
   * An act.
   *
   * @param shortId by which it is looked up
   */
  public record ActJson(String shortId, Text title) {
    static ActJson of(IssuedCode code) {
      return new ActJson(code.shortId(), code.title());
    }

    /** As printed. */
    public String spoken() {
      return IssuedCode.spoken(shortId);
    }
  }
}
