package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.note.SignatureLine;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TrustedLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "log",
    header =
        "下载整个公开日志并重新计算（任何 tlog-tiles 日志均可） · Download a whole public log and recompute it (any"
            + " tlog-tiles log)")
final class LogCommand extends CheckCommand {
  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL|DIR",
      description = {"日志网址，或 file: 文件夹", "address of the log, or file: and a folder"})
  private String url = "";

  @Option(
      names = "--key",
      paramLabel = "VKEY|FILE",
      description = {"可信日志或见证人的公钥，可多次", "key of a trusted log or witness, repeatable"})
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--origin",
      description = {"日志名称（默认为公钥的名称）", "origin of the log (default: the key's name)"})
  private String origin = "";

  @Option(
      names = "--witnesses",
      paramLabel = "N",
      description = {"至少需要几个见证人", "how many known witnesses must have cosigned"})
  private int witnesses;

  @Option(
      names = "--since",
      paramLabel = "FILE|URL",
      description = {"以前保存的检查点，核对日志自那时起只增不改", "an earlier checkpoint the log must have grown from"})
  private String since = "";

  private final List<Reason> held = new ArrayList<>();
  private final Map<String, Object> details = new HashMap<>();

  LogCommand(Shell shell) {
    super(shell);
  }

  @Override
  Report check() throws Unreadable {
    details.put("kind", "log");
    try {
      return new Report(verdict(), held, details);
    } catch (Malformed e) {
      return new Report(new Verdict.NotGenuine(e.reason()), held, details);
    }
  }

  private Verdict verdict() throws Unreadable, Malformed {
    Fetch fetch = new Fetch();
    LogFiles files = new LogFiles(fetch, url);
    TrustedLog trusted = Keys.read(keys, origin, witnesses);
    Checkpoint checkpoint = open(files.checkpoint(), trusted);
    details.put("origin", checkpoint.origin());
    details.put("size", checkpoint.size());
    details.put("root", Base64Text.encode(checkpoint.root()));
    LogAudit audit = new LogAudit(files, checkpoint.size());
    Checkpoint earlier = since.isEmpty() ? checkpoint : earlier(fetch, trusted, checkpoint);
    audit.alsoAt(earlier.size());
    try (Progress progress =
        new Progress(shell.err(), System.console() != null, checkpoint.size())) {
      audit.run(progress);
    }
    if (!audit.agreesWith(checkpoint)) {
      return Verdict.notGenuine(
          "由全部条目算出的根与检查点不符", "the root of all entries is not that of the checkpoint");
    }
    tell(audit, checkpoint);
    if (!Arrays.equals(audit.earlierRoot(), earlier.root())) {
      return Verdict.notGenuine(
          "日志分叉：前 " + earlier.size() + " 条不再是当时的样子",
          "FORK: the first " + earlier.size() + " entries are not what they were");
    }
    if (!since.isEmpty()) {
      held.add(
          new Reason(
              "自 " + earlier.size() + " 条时的检查点以来只增不改",
              "it has only grown since the checkpoint of " + earlier.size() + " entries"));
    }
    return trusted.keys().isEmpty()
        ? Verdict.couldNotCheck(
            "未给出日志公钥（--key），签名未核验", "no log key was given (--key): signature not checked")
        : new Verdict.Genuine(held);
  }

  private Checkpoint open(SignedNote note, TrustedLog trusted) throws Malformed {
    if (trusted.keys().isEmpty()) {
      Checkpoint unsigned = Checkpoint.parse(note.text());
      if (!origin.isEmpty() && !origin.equals(unsigned.origin())) {
        throw Malformed.of("这是另一个日志：" + unsigned.origin(), "another log: " + unsigned.origin());
      }
      return unsigned;
    }
    TrustedLog.Opened opened = trusted.open(note);
    for (SignatureLine line : opened.log()) {
      String key = line.name() + "+" + String.format("%08x", line.keyId());
      held.add(new Reason("检查点由密钥 " + key + " 签名", "the checkpoint is signed by key " + key));
    }
    opened
        .witnesses()
        .forEach(line ->
            held.add(new Reason("见证人 " + line.name() + " 已见证", "witnessed by " + line.name())));
    return opened.checkpoint();
  }

  private Checkpoint earlier(Fetch fetch, TrustedLog trusted, Checkpoint now)
      throws Unreadable, Malformed {
    SignedNote note;
    try {
      note = SignedNote.parse(fetch.read(since, SignedNote.MAX_BYTES));
    } catch (Malformed e) {
      throw new Unreadable("--since 不是检查点：" + e.reason().zh(), "--since: " + e.reason().en());
    }
    Checkpoint earlier =
        trusted.keys().isEmpty() ? Checkpoint.parse(note.text()) : signed(note, trusted);
    if (!earlier.origin().equals(now.origin())) {
      throw new Unreadable("--since 是另一个日志的检查点", "--since is the checkpoint of another log");
    }
    if (earlier.size() > now.size()) {
      throw Malformed.of(
          "日志倒退：曾有 " + earlier.size() + " 条，现在只有 " + now.size() + " 条",
          "the log went back: it had " + earlier.size() + " entries, now " + now.size());
    }
    return earlier;
  }

  /** One kept from before the log changed its key needs the key of then. */
  private static Checkpoint signed(SignedNote note, TrustedLog trusted) throws Unreadable {
    try {
      return trusted.withQuorum(0).open(note).checkpoint();
    } catch (Malformed e) {
      throw new Unreadable(
          "--since 不能采信（换钥以前的检查点须同时给出旧公钥）：" + e.reason().zh(),
          "--since cannot be relied on (one from before a change of keys needs the old key too): "
              + e.reason().en());
    }
  }

  private void tell(LogAudit audit, Checkpoint checkpoint) {
    details.put("records", audit.records());
    details.put("tiles", audit.tiles());
    held.add(
        new Reason(
            "日志 " + checkpoint.origin() + " 共 " + checkpoint.size() + " 条，根由全部条目重新算出",
            "log "
                + checkpoint.origin()
                + ": root recomputed from all "
                + checkpoint.size()
                + " entries"));
    held.add(
        audit.records() == checkpoint.size()
            ? new Reason(
                "全部条目与 " + audit.tiles() + " 个瓦片相符",
                "all entries agree with all " + audit.tiles() + " tiles")
            : new Reason(
                audit.tiles() + " 个瓦片互相一致（日志未提供全部条目内容）",
                audit.tiles() + " tiles agree (the log does not serve all entries)"));
  }
}
