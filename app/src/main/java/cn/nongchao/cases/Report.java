package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody found and tells.
 *
 * @param id of the loop to be, made by the client; reporting twice with one id is reporting once
 * @param category a lower line of the responsibility list, where the reporter knows it; an import
 *     may name categories of its own
 * @param division the grid or village; null where the position says it
 * @param lat degrees north, WGS 84
 * @param lon degrees east, WGS 84
 * @param phone of whoever reports; kept sealed, used for the call-back only
 * @param callBack whether the reporter asked to be called back
 * @param secret random text of the client's, at least 16 characters, from which the tracking code
 *     is made: whoever repeats the report with it gets the same code, nobody else can; null for no
 *     code
 * @param source where an import comes from; with {@code externalRef} unique
 * @param about the event whose act is complained of; null for anything else than a complaint
 */
public record Report(
    LoopId id,
    Channel channel,
    @Nullable String category,
    String words,
    String address,
    @Nullable DivisionCode division,
    @Nullable Double lat,
    @Nullable Double lon,
    String reporter,
    String phone,
    boolean callBack,
    List<UUID> evidence,
    @Nullable String secret,
    @Nullable String source,
    @Nullable String externalRef,
    @Nullable LoopId about) {

  public Report {
    evidence = List.copyOf(evidence);
  }

  public Report(
      LoopId id,
      Channel channel,
      @Nullable String category,
      String words,
      String address,
      @Nullable DivisionCode division,
      @Nullable Double lat,
      @Nullable Double lon,
      String reporter,
      String phone,
      boolean callBack,
      List<UUID> evidence,
      @Nullable String secret,
      @Nullable String source,
      @Nullable String externalRef) {
    this(
        id,
        channel,
        category,
        words,
        address,
        division,
        lat,
        lon,
        reporter,
        phone,
        callBack,
        evidence,
        secret,
        source,
        externalRef,
        null);
  }

  /** The least a report can be. */
  public static Report of(LoopId id, Channel channel, String words, DivisionCode division) {
    return new Report(
        id, channel, null, words, "", division, null, null, "", "", false, List.of(), null, null,
        null);
  }

  public Report sorted(@Nullable String code) {
    return new Report(
        id,
        channel,
        code,
        words,
        address,
        division,
        lat,
        lon,
        reporter,
        phone,
        callBack,
        evidence,
        secret,
        source,
        externalRef,
        about);
  }

  /** The same in other words. */
  public Report saying(String other) {
    return new Report(
        id,
        channel,
        category,
        other,
        address,
        division,
        lat,
        lon,
        reporter,
        phone,
        callBack,
        evidence,
        secret,
        source,
        externalRef,
        about);
  }

  /** The same as a complaint of an act at that event. */
  public Report complaining(LoopId of) {
    return new Report(
        id,
        channel,
        category,
        words,
        address,
        division,
        lat,
        lon,
        reporter,
        phone,
        callBack,
        evidence,
        secret,
        source,
        externalRef,
        of);
  }

  public Report at(String place, @Nullable Double north, @Nullable Double east) {
    return new Report(
        id,
        channel,
        category,
        words,
        place,
        division,
        north,
        east,
        reporter,
        phone,
        callBack,
        evidence,
        secret,
        source,
        externalRef,
        about);
  }

  public Report by(String name, String number, boolean call) {
    return new Report(
        id,
        channel,
        category,
        words,
        address,
        division,
        lat,
        lon,
        name,
        number,
        call,
        evidence,
        secret,
        source,
        externalRef,
        about);
  }

  public Report showing(List<UUID> files) {
    return new Report(
        id,
        channel,
        category,
        words,
        address,
        division,
        lat,
        lon,
        reporter,
        phone,
        callBack,
        files,
        secret,
        source,
        externalRef,
        about);
  }

  public Report tracked(@Nullable String clientSecret) {
    return new Report(
        id,
        channel,
        category,
        words,
        address,
        division,
        lat,
        lon,
        reporter,
        phone,
        callBack,
        evidence,
        clientSecret,
        source,
        externalRef,
        about);
  }

  public Report from(String system, String reference) {
    return new Report(
        id, channel, category, words, address, division, lat, lon, reporter, phone, callBack,
        evidence, secret, system, reference, about);
  }
}
