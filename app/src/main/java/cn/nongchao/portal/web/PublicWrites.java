package cn.nongchao.portal.web;

import cn.nongchao.cases.CategoryCode;
import cn.nongchao.cases.Channel;
import cn.nongchao.cases.Events;
import cn.nongchao.cases.Report;
import cn.nongchao.cases.Where;
import cn.nongchao.form.Area;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import cn.nongchao.form.Over;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Widget;
import cn.nongchao.form.Write;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Step;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.portal.web.HolderArrival.Holder;
import cn.nongchao.portal.web.SenderArrival.Sender;
import cn.nongchao.proof.Codes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody without an account may write: a report, and what they say of what became of it. */
@Doors
class PublicWrites {

  private final PublicDesk desk;
  private final Events events;
  private final Tracking tracking;
  private final Codes codes;

  PublicWrites(PublicDesk desk, Events events, Tracking tracking, Codes codes) {
    this.desk = desk;
    this.events = events;
    this.tracking = tracking;
    this.codes = codes;
  }

  /**
   * A report.
   *
   * @param id of the event to be, a UUIDv7 made by the caller; sent twice, taken in once
   * @param secret random text of at least 16 characters, for a tracking code
   * @param form mark of when the form was handed out
   * @param website nobody fills in what nobody sees
   * @param about short id of the act complained of
   * @param channel CITIZEN, or nothing
   */
  record Telling(
      UUID id,
      @Nullable String secret,
      @Nullable FormMark form,
      @Field(zh = "请勿填写此项", en = "Leave this empty") @Widget("portal/trap") String website,
      String about,
      @Nullable Channel channel,
      @Nullable CategoryCode category,
      @Field(
              zh = "发现了什么问题",
              en = "What is the matter",
              hintZh = "说清楚是什么、持续多久、有没有危险。请不要写他人的姓名、电话。",
              hintEn =
                  "What it is, since when, whether it is dangerous. No other people's names or"
                      + " numbers, please.",
              readers = Readers.COLLEAGUES)
          @Area
          @Size(max = 2000)
          String words,
      @Field(zh = "照片（选填）", en = "Photos (optional)") List<EvidenceId> evidence,
      @Flat @Field(zh = "在哪里", en = "Where") Where where,
      @Field(zh = "称呼（选填）", en = "Name (optional)", hintZh = "不公开", hintEn = "Never shown")
          @Size(max = 40)
          String reporter,
      @Field(
              zh = "手机号（选填）",
              en = "Phone (optional)",
              hintZh = "号码加密保存，只用于核实和回访，查看会留下记录。",
              hintEn =
                  "Kept encrypted, used to check facts and call back only; each look at it is"
                      + " recorded.")
          @Size(max = 20)
          String phone,
      @Field(zh = "处理完后给我打电话", en = "Call me when it is handled") boolean callBack) {

    /** Untouched, of an act or of anything. */
    static Telling fresh(String about, Where where) {
      String secret = Ids.next() + "" + UUID.randomUUID();
      return new Telling(
          Ids.next(), secret, null, "", about, null, null, "", List.of(), where, "", "", false);
    }

    Report report() {
      return new Report(
          new LoopId(id),
          Channel.CITIZEN,
          CategoryCode.value(category),
          words,
          where.address(),
          where.division(),
          where.lat(),
          where.lon(),
          reporter,
          phone,
          callBack,
          EvidenceId.values(evidence),
          secret,
          null,
          null);
    }
  }

  @Write(
      name = "report",
      zh = "提交",
      en = "Send",
      page = "/report",
      api = "POST /api/v1/report",
      over = Over.PUBLIC,
      shown = true,
      makes = "/api/v1/track",
      about =
          "Reports without an account, or complains of an act. form: from GET, some seconds and at"
              + " most two days old. about: short id of the act a complaint is about; both may"
              + " stand in the query instead. channel may be left out. Sent twice with one id and"
              + " one secret, it is taken in once and has one tracking code. Limited by network"
              + " address and by phone.")
  Outcome<Taken> report(Telling telling, Sender sender) {
    if (telling.channel() != null && telling.channel() != Channel.CITIZEN) {
      return Outcome.refused(
          Refusal.field(
              "channel",
              "没有账号只能以“" + Channel.CITIZEN.title().zh() + "”上报",
              "without an account: " + Channel.CITIZEN.title().en()));
    }
    return desk.report(telling.report(), sender)
        .map(taken -> new Taken(taken.id().value(), taken.number(), taken.trackingCode()));
  }

  /** Which report. */
  record Asked(
      @Field(
              zh = "查询码",
              en = "Tracking code",
              hintZh = "12 位字母和数字",
              hintEn = "12 letters and digits")
          @NotBlank
          @Size(max = 40)
          String code) {}

  @Write(
      name = "report-tracked",
      zh = "查询",
      en = "Look it up",
      page = "/track",
      api = "POST /api/v1/track",
      over = Over.PUBLIC,
      shown = true,
      about =
          "What became of a report, for whoever holds its tracking code. Wrong codes are counted"
              + " and limited.")
  Outcome<TrackJson> track(Asked asked, Holder holder) {
    return Outcome.done(shown(holder));
  }

  /**
   * What the reporter thinks of the outcome.
   *
   * @param code the tracking code
   * @param entry id of the entry to be, a UUIDv7 made by the caller: sent twice, done once
   * @param version of the event the caller saw
   */
  record Rating(
      String code,
      UUID entry,
      int version,
      @Field(zh = "满意度", en = "How satisfied") @Widget("form/stars") @Min(1) @Max(5) int rating,
      @Field(zh = "想说的话（选填）", en = "In words (optional)", readers = Readers.REPORTER)
          @Area
          @Size(max = 4000)
          String note) {}

  @Write(
      name = "report-rated",
      zh = "提交评价",
      en = "Rate what became of a report",
      page = "/track/rate",
      back = "/track",
      api = "POST /api/v1/track/rate",
      over = Over.PUBLIC,
      shown = true,
      about = "Once it is closed. Sent twice with one entry id, it is done once.")
  Outcome<TrackJson> rate(Rating wish, Holder holder) {
    Step step = new Step(wish.entry(), holder.report(), wish.version(), wish.note(), List.of());
    return events.rate(step, wish.rating(), holder.actor()).map(loop -> shown(holder));
  }

  /** Why it shall be handled again; as for a rating. */
  record Reopening(
      String code,
      UUID entry,
      int version,
      @Field(zh = "哪里没有解决", en = "What is still wrong", readers = Readers.REPORTER)
          @Area
          @NotBlank
          @Size(max = 4000)
          String note) {}

  @Write(
      name = "report-reopened",
      zh = "问题没有解决，要求重新办理",
      en = "Not solved: have it handled again",
      page = "/track/reopen",
      back = "/track",
      api = "POST /api/v1/track/reopen",
      over = Over.PUBLIC,
      shown = true,
      about = "Within the time told by reopenUntil. Sent twice, it is done once.")
  Outcome<TrackJson> reopen(Reopening wish, Holder holder) {
    Step step = new Step(wish.entry(), holder.report(), wish.version(), wish.note(), List.of());
    Outcome<Loop> outcome = events.reopen(step, holder.actor());
    return outcome.map(loop -> shown(holder));
  }

  private TrackJson shown(Holder holder) {
    return tracking.of(holder.report(), codes.ofLoop(holder.report()));
  }
}
