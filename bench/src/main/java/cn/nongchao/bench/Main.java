package cn.nongchao.bench;

import cn.nongchao.bench.chaos.Chaos;
import cn.nongchao.bench.mutants.Mutants;
import cn.nongchao.launch.CannotStart;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./nongchao bench NAME}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "bench",
    description = "Run a comparison against a peer; without a name, list them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME")
public final class Main implements Runnable {

  private static final List<Object> BENCHES =
      List.of(new LoopBench(), new SealBench(), new SpikeBench(), new Chaos(), new Mutants());

  private Main() {}

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    BENCHES.forEach(line::addSubcommand);
    line.setExecutionExceptionHandler((thrown, command, parsed) -> {
      if (thrown instanceof CannotStart reason) {
        command.getErr().println(reason.getMessage());
        return 1;
      }
      throw thrown;
    });
    System.exit(line.execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
    for (Object bench : BENCHES) CommandLine.usage(bench, System.out);
  }
}
