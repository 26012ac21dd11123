package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.receipt.Receipt;
import cn.nongchao.seal.receipt.ReceiptCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "receipt",
    header = "核验回执：条目确在公开日志中 · Check a receipt: the entry is in the public log")
final class ReceiptCommand extends CheckCommand {
  @Parameters(
      paramLabel = "FILE|URL",
      description = {"回执文件或网址", "receipt file or address"})
  private String receipt = "";

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

  ReceiptCommand(Shell shell) {
    super(shell);
  }

  @Override
  Report check() throws Unreadable {
    byte[] file = new Fetch().read(receipt, Receipt.MAX_BYTES + 1);
    Verdict verdict = ReceiptCheck.check(file, Keys.read(keys, origin, witnesses));
    Map<String, Object> details = new HashMap<>();
    details.put("kind", "receipt");
    if (verdict.isGenuine()
        && Malformed.caught(() -> Receipt.parse(file))
            instanceof Outcome.Got<Receipt>(Receipt read)) {
      details.put("entry", read.entry().facts().json());
      details.put("index", read.proof().index());
      details.put("origin", read.proof().checkpoint().text().lines().findFirst().orElse(""));
    }
    return Report.of(verdict, details);
  }
}
