package cn.nongchao.proof.web;

import cn.nongchao.form.Area;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.InOrder;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Titled;
import cn.nongchao.form.When;
import cn.nongchao.form.Widget;
import cn.nongchao.form.Words;
import cn.nongchao.form.Write;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.Alerts;
import cn.nongchao.proof.Codes;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.proof.Ratings;
import cn.nongchao.proof.Scans;
import cn.nongchao.proof.web.VoiceArrival.Voice;
import cn.nongchao.seal.status.Status;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is written about codes: their status, what people say of them, who has looked. */
@Doors
class ProofWrites {

  private final Codes codes;
  private final Scans scans;
  private final Ratings ratings;
  private final Alerts alerts;
  private final ScanPages pages;

  ProofWrites(Codes codes, Scans scans, Ratings ratings, Alerts alerts, ScanPages pages) {
    this.codes = codes;
    this.scans = scans;
    this.ratings = ratings;
    this.alerts = alerts;
    this.pages = pages;
  }

  /** What can be done with a code. */
  enum Change implements Titled {
    @Words(zh = "撤销：行为无效", en = "Revoke: the act is void")
    REVOKE,
    @Words(zh = "暂停核查", en = "Suspend: it is looked into")
    SUSPEND,
    @Words(zh = "恢复有效", en = "Resume: it is in force again")
    RESUME,
    @Words(zh = "更正内容，签发新码", en = "Correct: a new code takes its place")
    CORRECT
  }

  /**
   * A change of status.
   *
   * @param correction id of the act that takes its place, a UUIDv7 made by the caller
   * @param values of the facts in their order; an empty one leaves its fact as it is
   */
  record Wish(
      @Field(zh = "变更", en = "Change") @Widget("proof/change") Change change,
      @Field(zh = "理由", en = "Reason", readers = Readers.PUBLIC)
          @Area(rows = 2)
          @NotBlank
          @Size(max = 500)
          String reason,
      @When(field = "change", is = "CORRECT") UUID correction,
      @Field(zh = "更正后的内容", en = "The record put right")
          @When(field = "change", is = "CORRECT")
          @InOrder
          @Area
          @Widget("proof/facts")
          List<@Size(max = 2000) String> values) {

    /** The facts of a code with these values; those not named stay as they are. */
    Outcome<List<Fact>> corrected(List<Fact> facts) {
      if (values.size() > facts.size()) {
        return Outcome.refused(
            Refusal.field("values", "多于原有内容的项数", "more values than there are facts"));
      }
      List<Fact> all = new ArrayList<>(facts);
      for (int i = 0; i < values.size(); i++) {
        Fact old = facts.get(i);
        String value = values.get(i);
        boolean same = value.isEmpty() || value.equals(old.value().zh());
        if (same) continue;
        all.set(i, new Fact(old.label(), Text.same(value), old.audience()));
      }
      return all.equals(facts)
          ? Outcome.refused(Refusal.field("values", "没有改动任何内容", "nothing was changed"))
          : Outcome.done(all);
    }

    /** Whether this very change was made before; what is settled would be refused otherwise. */
    boolean isDone(IssuedCode code) {
      boolean sameReason = code.reason().equals(reason);
      return switch (change) {
        case REVOKE -> code.status() == Status.REVOKED && sameReason;
        case CORRECT ->
            code.status() == Status.CORRECTED
                && sameReason
                && correction.equals(code.correctedBy());
        case SUSPEND, RESUME -> false;
      };
    }
  }

  @Write(
      name = "code-changed",
      zh = "撤销、核查或更正",
      en = "Revoke, suspend, resume or correct a code",
      page = "/codes/{act}",
      to = "/codes/{now}",
      api = "POST /api/v1/codes/{act}/status",
      by = {LoopRoles.SQUAD_LEADER, LoopRoles.SUPERVISOR, PeopleRoles.ADMINISTRATOR},
      over = Over.SUBJECT,
      doneZh = "已变更并封存",
      doneEn = "Changed and sealed",
      about =
          "For the leader of the unit that acted, and for supervisors and administrators over the"
              + " place. Each change is sealed in the public log with its reason. A correction puts"
              + " a new code in its place, named by correctedBy. Sent twice, it is done once.")
  Outcome<CodeJson> change(@On IssuedCode act, Wish wish, Viewer viewer) {
    Outcome<IssuedCode> changed =
        wish.isDone(act)
            ? Outcome.done(act)
            : switch (wish.change()) {
              case REVOKE -> codes.revoke(act.act(), wish.reason(), viewer);
              case SUSPEND -> codes.suspend(act.act(), wish.reason(), viewer);
              case RESUME -> codes.reinstate(act.act(), wish.reason(), viewer);
              case CORRECT ->
                  wish.corrected(act.facts())
                      .then(facts ->
                          codes.correct(
                              act.act(), wish.correction(), facts, wish.reason(), viewer));
            };
    return changed.map(code -> CodeJson.of(code, scans.count(code.act())));
  }

  /**
   * A rating of an act.
   *
   * @param id a UUIDv7 made by the caller: sent twice, counted once
   */
  record Voted(
      UUID id,
      @Field(zh = "几颗星", en = "How many stars") @Widget("form/stars") @Min(1) @Max(5) int stars,
      @Field(
              zh = "想说的话（选填）",
              en = "In words (optional)",
              hintZh = "请勿写姓名电话",
              hintEn = "No names or numbers please",
              readers = Readers.SUPERVISION)
          @Area(rows = 2)
          @Size(max = Ratings.MOST_WORDS)
          String words) {}

  /** A rating as it was taken. */
  record Rated(UUID id, Instant at, int stars, String words) {}

  @Write(
      name = "act-rated",
      zh = "提交评价",
      en = "Rate an act whose code was scanned",
      page = "/c/{shortId}/rating",
      back = "/c/{shortId}?rated",
      api = "POST /api/v1/scans/{shortId}/rating",
      over = Over.PUBLIC,
      doneZh = "谢谢，您的评价已送达监督人员。",
      doneEn = "Thank you. Your rating reached supervision.",
      about =
          "Nobody is named. One device (the cookie nc_device) has one voice on an act, the last one"
              + " counts; sent twice with one id, it counts once. The first voice of a network is"
              + " free, each further one takes a proof of work.")
  Outcome<Rated> rate(String shortId, Voted form, Voice voice) {
    IssuedCode code = pages.named(shortId).orElse(null);
    if (code == null) return Outcome.refused(Codes.NONE);
    var rating = ratings.rate(code, form.id(), form.stars(), form.words(), voice.device());
    voice.taken();
    return Outcome.done(new Rated(form.id(), rating.at(), rating.stars(), rating.words()));
  }
}
