package cn.nongchao;

import cn.nongchao.cases.ImportCommand;
import cn.nongchao.cases.IndicatorsCommand;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.Serve;
import cn.nongchao.people.AccountsCommand;
import cn.nongchao.proof.CodesCommand;
import cn.nongchao.proof.LogCommand;
import cn.nongchao.upkeep.BackupCommand;
import cn.nongchao.upkeep.DoctorCommand;
import cn.nongchao.upkeep.RestoreCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
@Command(
    name = "nongchao",
    description = "弄潮 Nongchao: one team, one loop, one code.",
    mixinStandardHelpOptions = true,
    version = "Nongchao 0.1.0",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  // A module's command is a public picocli class in its root package, listed here.
  private static final List<Object> COMMANDS =
      List.of(
          new Serve(),
          new ImportCommand(),
          new IndicatorsCommand(),
          new LogCommand(),
          new CodesCommand(),
          new AccountsCommand(),
          new BackupCommand(),
          new RestoreCommand(),
          new DoctorCommand());

  private Main() {}

  public static void main(String[] args) {
    Console.speakUtf8();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    COMMANDS.forEach(line::addSubcommand);
    line.addSubcommand(new CommandLine.HelpCommand());
    line.setExecutionExceptionHandler((thrown, command, parsed) -> {
      if (thrown instanceof CannotStart reason) {
        command.getErr().println(reason);
        return 1;
      }
      throw thrown;
    });
    return line;
  }
}
