package cn.nongchao.upkeep;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.AuditFindings;
import cn.nongchao.proof.LogAudit;
import cn.nongchao.upkeep.Finding.Level;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: whether all is well, for a person and for monitoring. */
@Command(
    name = "doctor",
    description =
        "Look over an installation beside its running server. Ends with 0 where all is well, 1 with"
            + " a warning, 2 with a fault.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {

  @Mixin DataOptions data = new DataOptions();

  @Option(names = "--deep", description = "Audit the whole log too, as log audit does.")
  boolean deep;

  @Option(names = "--json", description = "For programs: a list of about, level, zh, en.")
  boolean json;

  @Option(
      names = "--backup-days",
      paramLabel = "DAYS",
      defaultValue = "2",
      description = "A last backup older than this is a warning. Default: ${DEFAULT-VALUE}")
  int backupDays = 2;

  private record Line(String about, String level, String zh, String en) {}

  @Override
  public Integer call() throws CannotStart {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Doctor doctor = new Doctor(data, Duration.ofDays(backupDays), Clock.systemUTC());
    List<Finding> found = new ArrayList<>(doctor.look(silent));
    if (deep) found.add(audit());
    if (json) {
      System.out.println(Archive.JSON.writeValueAsString(found.stream().map(this::line).toList()));
    } else {
      found.forEach(
          one -> System.out.printf("%-8s %-10s %s%n", word(one.level()), one.about(), words(one)));
    }
    return found.stream().mapToInt(one -> one.level().ordinal()).max().orElse(0);
  }

  private Line line(Finding one) {
    String level = one.level().name().toLowerCase(Locale.ROOT);
    return new Line(one.about(), level, one.said().zh(), one.said().en());
  }

  private static String words(Finding one) {
    return InTerminal.words(one.said());
  }

  private static String word(Level level) {
    return switch (level) {
      case OK -> Console.words("正常", "ok");
      case WARNING -> Console.words("注意", "warning");
      case FAULT -> Console.words("故障", "FAULT");
    };
  }

  private Finding audit() throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      AuditFindings all = session.get(LogAudit.class).run(leaves -> {});
      Text said =
          Text.of(
              "日志核对 %d 条，%d 处不一致 %s".formatted(all.leaves(), all.count(), all.first()),
              "%d leaves compared, %d things differ %s"
                  .formatted(all.leaves(), all.count(), all.first()));
      return all.count() == 0 ? Finding.ok("audit", said) : Finding.fault("audit", said);
    }
  }
}
