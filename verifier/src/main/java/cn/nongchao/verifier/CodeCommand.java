package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.code.ActClaims;
import cn.nongchao.seal.code.ActCode;
import cn.nongchao.seal.code.CodeKey;
import cn.nongchao.seal.code.CodeKeys;
import cn.nongchao.seal.code.Subject;
import cn.nongchao.seal.json.Utf8;
import cn.nongchao.seal.status.SignedStatusList;
import cn.nongchao.seal.status.Status;
import cn.nongchao.seal.status.StatusList;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "code",
    header =
        "核验行政行为码（不需联网）；已撤销、暂停或已更正的码视为不属实 · Check the code of an act (no network needed); a revoked,"
            + " suspended or corrected one fails")
final class CodeCommand extends CheckCommand {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_LIST = 1_000_000;

  @Parameters(
      paramLabel = "LINK|TEXT|FILE",
      description = {"扫码得到的链接或文字，或存有它的文件", "what the scan gave, or a file that holds it"})
  private String code = "";

  @Option(
      names = "--key",
      paramLabel = "LINE|FILE",
      description = {"签发公钥行或文件，可多次", "key line of an issuer, or a file of them, repeatable"})
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--status",
      paramLabel = "FILE|URL",
      description = {"签名的状态名单", "signed status list"})
  private String status = "";

  @Option(
      names = "--online",
      description = {"从签发者网站取状态名单", "fetch the status list from the issuer's site"})
  private boolean online;

  private final Map<String, Object> details = new HashMap<>();

  CodeCommand(Shell shell) {
    super(shell);
  }

  @Override
  Report check() throws Unreadable {
    details.put("kind", "code");
    CodeKeys trusted = trusted();
    return switch (ActCode.read(text())) {
      case Outcome.Refused<ActCode>(Reason reason) ->
          Report.of(new Verdict.NotGenuine(reason), details);
      case Outcome.Got<ActCode>(ActCode read) -> report(read, trusted);
    };
  }

  private Report report(ActCode read, CodeKeys trusted) throws Unreadable {
    Verdict signature = read.verify(trusted);
    if (!(signature instanceof Verdict.Genuine genuine)) {
      return Report.of(signature, details);
    }
    describe(read.claims());
    List<Reason> held = new ArrayList<>(genuine.checked());
    held.addAll(facts(read));
    String list = listAddress(read, trusted);
    if (list.isEmpty()) {
      details.put("status", "not-looked-up");
      return Report.of(new Verdict.Genuine(held), details)
          .leavingOpen(
              new Reason(
                  "是否已撤销、更正：未核对（--status 或 --online）",
                  "whether revoked or corrected since: not looked up (--status, --online)"));
    }
    details.put("status", "unknown");
    return withStatus(read, trusted, list, held);
  }

  private Report withStatus(ActCode read, CodeKeys trusted, String list, List<Reason> held)
      throws Unreadable {
    byte[] bytes = new Fetch().read(list, MAX_LIST);
    long now = shell.clock().instant().getEpochSecond();
    return switch (SignedStatusList.read(bytes, trusted, now)) {
      case Outcome.Refused<SignedStatusList>(Reason reason) ->
          new Report(new Verdict.CouldNotCheck(reason), held, details);
      case Outcome.Got<SignedStatusList>(SignedStatusList signed) ->
          judged(signed, read.claims(), held);
    };
  }

  private Report judged(SignedStatusList signed, ActClaims claims, List<Reason> held) {
    if (!signed.key().issuer().equals(claims.issuer())) {
      Reason other = new Reason("状态名单属于另一签发者", "the status list is another issuer's");
      return new Report(new Verdict.CouldNotCheck(other), held, details);
    }
    Status found = signed.at(claims.statusIndex());
    details.put("status", found.name().toLowerCase(java.util.Locale.ROOT));
    Reason said = new Reason("状态：" + found.meaning().zh(), "status: " + found.meaning().en());
    return switch (found) {
      case VALID -> {
        held.add(said);
        yield Report.of(new Verdict.Genuine(held), details);
      }
      case UNKNOWN -> new Report(new Verdict.CouldNotCheck(said), held, details);
      case REVOKED, SUSPENDED, CORRECTED -> new Report(new Verdict.NotGenuine(said), held, details);
    };
  }

  /** Only the site a trusted key names is asked, never one the code itself names. */
  private String listAddress(ActCode read, CodeKeys trusted) throws Unreadable {
    if (!status.isEmpty() || !online) {
      return status;
    }
    String site =
        trusted.all().stream()
            .filter(key -> key.idText().equals(read.keyIdText()))
            .flatMap(key -> key.site().stream())
            .findFirst()
            .orElseThrow(() -> new Unreadable("公钥未写明网站，不能联网核对", "the key names no site to ask"));
    return site + "/status/" + StatusList.numberOf(read.claims().statusIndex());
  }

  private void describe(ActClaims claims) {
    details.put("issuer", claims.issuer());
    details.put("act", claims.act().toString());
    details.put("shortId", claims.shortId().text());
    details.put("actKind", claims.kind());
    details.put("issuedAt", Instant.ofEpochSecond(claims.issuedAt()).toString());
    details.put("officers", claims.officers());
    details.put("leaf", claims.leaf().toString());
    details.put("statusIndex", claims.statusIndex());
    if (claims.subject() instanceof Subject.Firm(var creditCode)) {
      details.put("subject", creditCode.toString());
    }
  }

  private static List<Reason> facts(ActCode read) {
    ActClaims claims = read.claims();
    String at = Instant.ofEpochSecond(claims.issuedAt()).toString();
    String officers = String.join(" ", claims.officers());
    return List.of(
        new Reason(
            "编号 " + claims.shortId() + "，种类 " + claims.kind() + "，签发于 " + at,
            "id " + claims.shortId() + ", kind " + claims.kind() + ", issued " + at),
        new Reason(
            "执法人员 " + (officers.isEmpty() ? "无" : officers),
            "officers " + (officers.isEmpty() ? "none" : officers)));
  }

  private String text() throws Unreadable {
    try {
      if (!Fetch.isUrl(code) && code.length() < 1024 && Files.isRegularFile(Fetch.path(code))) {
        return Utf8.decode(new Fetch().read(code, MAX_TEXT)).strip();
      }
    } catch (Malformed e) {
      throw new Unreadable("文件不是文字：" + code, "no text file: " + code);
    } catch (IllegalArgumentException e) {
      // no file name, so it is the code itself
    }
    return code.strip();
  }

  private CodeKeys trusted() throws Unreadable {
    List<CodeKey> all = new ArrayList<>();
    for (String given : keys) {
      switch (CodeKeys.read(Keys.textOrFile(given))) {
        case Outcome.Got<CodeKeys>(CodeKeys read) -> all.addAll(read.all());
        case Outcome.Refused<CodeKeys>(Reason reason) ->
            throw new Unreadable("--key：" + reason.zh(), "--key: " + reason.en());
      }
    }
    return new CodeKeys(all);
  }
}
