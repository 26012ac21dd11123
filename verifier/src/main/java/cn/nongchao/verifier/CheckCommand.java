package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have in common: options, languages, the report and the exit code. */
abstract class CheckCommand implements Callable<Integer> {
  final Shell shell;

  @Option(
      names = "--json",
      description = {"以 JSON 输出结果", "print the result as JSON"})
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      description = {
        "只用一种语言（默认看 LANG，看不出则两种都用）",
        "one language only (default: by LANG, else both)"
      })
  private String language = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = {"显示帮助", "show this help"})
  private boolean help;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  /** Checks, and says what was found. */
  abstract Report check() throws Unreadable, Malformed;

  @Override
  public Integer call() {
    Report report = safely();
    print(report);
    return report.exitCode();
  }

  final void print(Report report) {
    if (json) {
      shell.out().println(report.json());
    } else {
      report.print(shell.out(), languages());
    }
  }

  final boolean json() {
    return json;
  }

  final Report safely() {
    try {
      return check();
    } catch (Unreadable e) {
      return Report.couldNotCheck(e.reason());
    } catch (Malformed e) {
      return Report.notGenuine(e.reason());
    }
  }

  final Languages languages() {
    String wanted = language;
    if (wanted.isEmpty()) {
      wanted = shell.env().getOrDefault("LC_ALL", shell.env().getOrDefault("LANG", ""));
    }
    String start = wanted.toLowerCase(Locale.ROOT);
    boolean zh = start.startsWith("zh");
    boolean en = start.startsWith("en");
    return zh == en ? Languages.BOTH : zh ? Languages.ZH : Languages.EN;
  }
}
