package cn.nongchao.verifier;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code verify}. */
@Command(
    name = "verify",
    description = {
      "核验行政行为码、回执和公开日志，不必相信我们的服务器。",
      "Checks codes, receipts and the public log without trusting our server."
    },
    footer = {"", "退出码 Exit code: 0 属实 genuine · 1 不属实 not genuine · 2 无法核验 could not check"},
    version = "nongchao-verifier 0.1.0",
    mixinStandardHelpOptions = true,
    subcommands = {
      ReceiptCommand.class,
      CodeCommand.class,
      LogCommand.class,
      WitnessCommand.class,
      NewKeyCommand.class,
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it before run
  Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "缺少命令 a command is missing");
  }

  public static void main(String[] args) {
    // always UTF-8, or Chinese turns into question marks where no locale is set
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    System.exit(run(new Shell(out, err, InstantSource.system(), System.getenv()), args));
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  static int run(Shell shell, String... args) {
    CommandLine command = new CommandLine(new Main(), new Factory(shell));
    command.setOut(new PrintWriter(shell.out(), true));
    command.setErr(new PrintWriter(shell.err(), true));
    command.setExpandAtFiles(false);
    command.setExecutionExceptionHandler((failure, line, parsed) -> {
      shell.err().println("出错 error: " + failure);
      return Report.COULD_NOT_CHECK;
    });
    return command.execute(args);
  }

  /** Gives the commands what they print to and tell the time by. */
  private record Factory(Shell shell) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return CheckCommand.class.isAssignableFrom(type)
          ? type.getDeclaredConstructor(Shell.class).newInstance(shell)
          : CommandLine.defaultFactory().create(type);
    }
  }
}
