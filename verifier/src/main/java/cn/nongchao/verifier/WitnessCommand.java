package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.json.Utf8;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.MissingTile;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.Proofs;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "witness",
    header =
        "见证日志：记住见过的检查点，确认只增不改后副署 · Witness a log: remember its checkpoints, cosign what has only"
            + " grown")
final class WitnessCommand extends CheckCommand {
  private static final int MAX_KEY = 10_000;

  @Option(
      names = "--url",
      paramLabel = "URL|DIR",
      description = {"日志网址，或 file: 文件夹", "address of the log, or file: and a folder"})
  private String url = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "VKEY|FILE",
      description = {"日志公钥，可多次", "key of the log, repeatable"})
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--origin",
      description = {"日志名称（默认为公钥的名称）", "origin of the log (default: the key's name)"})
  private String origin = "";

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = {"保存所见检查点的文件夹", "folder that keeps what was seen"})
  private Path state = Path.of("");

  @Option(
      names = "--key-file",
      required = true,
      paramLabel = "FILE",
      description = {"见证人私钥（用 new-key 生成）", "the witness's private key (made by new-key)"})
  private String keyFile = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {"副署后的检查点写到此文件（默认打印）", "write the cosigned checkpoint here (default: print)"})
  private String out = "";

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = {"每隔几秒重复，直到发现分叉", "repeat after so many seconds, until a fork is found"})
  private int every;

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      description = {
        "不去取，而是等日志按 c2sp.org/tlog-witness 送来检查点",
        "instead of fetching, wait for logs to bring checkpoints (c2sp.org/tlog-witness)"
      })
  private String listen = "";

  private final List<Reason> held = new ArrayList<>();
  private final Map<String, Object> details = new HashMap<>();

  WitnessCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() {
    if (url.isEmpty() == listen.isEmpty()) {
      print(
          Report.couldNotCheck(
              new Reason("请给出 --url 或 --listen 之一", "give one of --url and --listen")));
      return Report.COULD_NOT_CHECK;
    }
    if (!listen.isEmpty()) return listening();
    Report report = once();
    while (every > 0 && report.exitCode() != Report.NOT_GENUINE) {
      try {
        Thread.sleep(every * 1000L);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      report = once();
    }
    return report.exitCode();
  }

  /** Answers logs until the process is ended. */
  private int listening() {
    try (WitnessState seen = new WitnessState(state);
        WitnessListener listener =
            new WitnessListener(trusted(), signer(new Fetch()), seen, shell, address())) {
      listener.start();
      shell.out().println(listener.url());
      new CountDownLatch(1).await();
      return Report.GENUINE;
    } catch (Unreadable e) {
      print(Report.couldNotCheck(e.reason()));
      return Report.COULD_NOT_CHECK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Report.COULD_NOT_CHECK;
    }
  }

  private InetSocketAddress address() throws Unreadable {
    int colon = listen.lastIndexOf(':');
    String port = listen.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new Unreadable("--listen 应为 [地址:]端口", "--listen is [HOST:]PORT");
    }
    String host = colon < 0 ? "127.0.0.1" : listen.substring(0, colon);
    return new InetSocketAddress(host, Integer.parseInt(port));
  }

  private TrustedLog trusted() throws Unreadable {
    TrustedLog trusted = Keys.read(keys, origin, 0);
    if (trusted.keys().isEmpty()) {
      throw new Unreadable("--key 须为日志公钥", "--key must be the key of a log");
    }
    return trusted;
  }

  private Report once() {
    held.clear();
    details.clear();
    Report report = safely();
    print(report);
    return report;
  }

  @Override
  Report check() throws Unreadable {
    details.put("kind", "witness");
    Fetch fetch = new Fetch();
    NoteSigner witness = signer(fetch);
    TrustedLog trusted = trusted();
    try (WitnessState seen = new WitnessState(state)) {
      return new Report(witness(new LogFiles(fetch, url), trusted, witness, seen), held, details);
    } catch (Malformed e) {
      return new Report(new Verdict.NotGenuine(e.reason()), held, details);
    } catch (LogFiles.ReadFailed e) {
      throw e.why();
    } catch (MissingTile e) {
      throw new Unreadable("日志缺少 " + e.tile().path(), "the log lacks " + e.tile().path());
    }
  }

  private Verdict witness(LogFiles files, TrustedLog trusted, NoteSigner witness, WitnessState seen)
      throws Unreadable, Malformed {
    SignedNote note = files.checkpoint();
    TrustedLog.Opened opened = trusted.open(note);
    Checkpoint now = opened.checkpoint();
    details.put("origin", now.origin());
    details.put("size", now.size());
    details.put("root", Base64Text.encode(now.root()));
    held.add(new Reason("检查点由日志签名", "the checkpoint is signed by the log"));
    SignedNote before = seen.last(now.origin());
    TileTree tree = new TileTree(files.tiles(), now.size());
    if (!Arrays.equals(tree.root(), now.root())) {
      return Verdict.notGenuine("瓦片与检查点的根不符", "the tiles do not give the checkpoint's root");
    }
    if (before == null) {
      held.add(new Reason("首次见到此日志", "this log is seen for the first time"));
    } else {
      Checkpoint then = Checkpoint.parse(before.text());
      if (!grewFrom(then, now, tree)) {
        Path evidence = seen.keepEvidence(before, note);
        return Verdict.notGenuine(
            "!!! 日志分叉或倒退：曾签 " + then.size() + " 条，现签 " + now.size() + " 条，二者不能并存。证据在 " + evidence,
            "!!! FORK: the log signed "
                + then.size()
                + " entries and now signs "
                + now.size()
                + ", which do not fit together. Evidence: "
                + evidence);
      }
      held.add(
          new Reason(
              "自上次见到的 " + then.size() + " 条以来只增不改",
              "it has only grown since the " + then.size() + " entries last seen"));
    }
    Instant at = shell.clock().instant();
    SignedNote cosigned = new SignedNote(note.text(), opened.log()).signedBy(witness, at);
    // remembered before it is shown: a cosignature we forgot could be used against us
    seen.remember(now.origin(), cosigned);
    publish(cosigned);
    held.add(
        new Reason(
            "已由 " + witness.name() + " 副署 " + now.size() + " 条",
            "cosigned at " + now.size() + " entries by " + witness.name()));
    return new Verdict.Genuine(held);
  }

  private static boolean grewFrom(Checkpoint then, Checkpoint now, TileTree tree) {
    if (then.size() > now.size()) {
      return false;
    }
    return then.size() == 0
        || Proofs.consistencyHolds(
            then.size(), now.size(), tree.consistency(then.size()), then.root(), now.root());
  }

  private void publish(SignedNote cosigned) throws Unreadable {
    details.put("checkpoint", cosigned.toString());
    if (!out.isEmpty()) {
      WitnessState.replace(Path.of(out), cosigned.toString().getBytes(StandardCharsets.UTF_8));
    } else if (!json()) {
      shell.out().print(cosigned);
    }
  }

  private NoteSigner signer(Fetch fetch) throws Unreadable {
    try {
      return Cosignature.parseSigner(Utf8.decode(fetch.read(keyFile, MAX_KEY)));
    } catch (Malformed e) {
      throw new Unreadable(
          "--key-file 不可用：" + e.reason().zh(), "--key-file cannot be used: " + e.reason().en());
    }
  }
}
