package cn.nongchao.proof.web;

import cn.nongchao.platform.Text;
import cn.nongchao.proof.ActRecord;
import cn.nongchao.proof.Fact;
import cn.nongchao.proof.Fact.Audience;
import cn.nongchao.proof.IssuedCode;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.status.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a scan shows.
 *
 * @param seal which banner: {@code valid}, {@code corrected}, {@code revoked}, {@code suspended},
 *     {@code unknown}, {@code altered} or {@code forged}
 * @param spoken the short id as printed
 * @param verdict the banner's words
 * @param meaning what that means for the reader, in one sentence
 * @param act what was done; null where nothing is known
 */
public record ScanPage(
    String seal, String spoken, Text verdict, Text meaning, @Nullable ShownAct act) {

  /**
   * @param organ that answers for the act; empty where none is known
   * @param unit that acted; empty where that is not known
   * @param link to be checked by oneself; empty where it is not told
   * @param facts those lines this viewer may read
   * @param next what comes next for whoever was acted upon
   * @param correctedTo address of the code that took its place
   * @param loop address of the loop, for those who may see it; else empty
   * @param scanned how often it was scanned; -1 where that is not shown
   */
  public record ShownAct(
      Text title,
      String organ,
      String unit,
      String link,
      Instant issuedAt,
      List<String> licences,
      List<Fact> facts,
      Text next,
      String reason,
      @Nullable Instant statusAt,
      @Nullable String correctedTo,
      String shortId,
      String loop,
      String receipt,
      long scanned) {}

  static ScanPage of(
      IssuedCode code,
      @Nullable IssuedCode next,
      Audience audience,
      WhoseAct.Acting acting,
      String link,
      long scanned) {
    boolean official = audience == Audience.OFFICIAL;
    ShownAct act =
        new ShownAct(
            code.title(),
            acting.organ(),
            acting.unit(),
            link,
            code.issuedAt(),
            ActCode.read(code.link()).orThrow().claims().officers(),
            code.facts().stream().filter(fact -> audience.mayRead(fact.audience())).toList(),
            code.next(),
            code.reason(),
            code.statusAt(),
            next == null ? null : "/c/" + next.shortId(),
            code.shortId(),
            official ? "/loops/" + code.loop() : "",
            official ? "/receipts/" + code.entry() : "",
            scanned);
    return new ScanPage(
        code.status().name().toLowerCase(Locale.ROOT),
        code.spoken(),
        verdict(code.status()),
        meaning(code),
        act);
  }

  static ScanPage unknown(String typed) {
    return new ScanPage(
        "unknown",
        typed,
        Text.of("查无此码", "No such code"),
        Text.of(
            "没有查到这个编号。请核对后重新输入；如果它印在文书上，请向本街道核实。",
            "Nothing was issued under this id. Check it and type it again; if it is printed on a"
                + " document, ask the street office."),
        null);
  }

  static ScanPage forged(String shortId, String zh, String en) {
    return new ScanPage(
        "forged",
        shortId,
        Text.of("伪造或被改动的码", "Forged or altered"),
        Text.of(
            "这个码不是本机关签发的，请不要相信它所附的文书，并可拨打 12345 反映。（" + zh + "）",
            "This office did not issue this code. Do not trust the paper it is on; you can report"
                + " it by calling 12345. ("
                + en
                + ")"),
        null);
  }

  /** What is stored of the code is not what was sealed: nothing of it is shown as true. */
  static ScanPage altered(String spoken) {
    return new ScanPage(
        "altered",
        spoken,
        Text.of("记录与公开日志不符", "The record does not match the public log"),
        Text.of(
            "这个码由本机关签发，但现存的记录与当时封存的不一致，已报告监督人员。核实之前请不要以它为准，可拨打 12345 查询。",
            "This office issued this code, but what is stored of it is not what was sealed then."
                + " Supervision has been told. Do not rely on it until that is settled; ask by"
                + " calling 12345."),
        null);
  }

  private static Text verdict(Status status) {
    return switch (status) {
      case VALID -> Text.of("真实有效", "Genuine and valid");
      case CORRECTED -> Text.of("真实，内容已更正", "Genuine, but corrected since");
      case REVOKED -> Text.of("真实，但已撤销", "Genuine, but revoked");
      case SUSPENDED, UNKNOWN -> Text.of("真实，正在核查", "Genuine, being looked into");
    };
  }

  private static Text meaning(IssuedCode code) {
    return switch (code.status()) {
      case VALID ->
          code.kind().equals(ActRecord.NOTICE)
              ? Text.of("这是本机关发出的通知，内容如下。", "This office gave this notice; it is below.")
              : Text.of(
                  "这是本机关执法人员作出的行为，记录如下。", "Officers of this office did this; the record is below.");
      case CORRECTED -> Text.of("请以更正后的记录为准。", "The corrected record counts.");
      case REVOKED -> Text.of("这一行为已不再有效。", "This act is no longer in force.");
      case SUSPENDED, UNKNOWN ->
          Text.of("这一行为正在核查，结论出来前请暂缓执行。", "This act is being looked into; wait for the result.");
    };
  }
}
