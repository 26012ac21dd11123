package cn.nongchao.proof;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.loop.FileAudit;
import cn.nongchao.people.Audit;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code log}: what is done to the public log by hand (docs/operating.md, Keys). */
@Command(
    name = "log",
    description = "Look after the public log.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT")
public final class LogCommand {

  @Command(
      name = "rotate-key",
      mixinStandardHelpOptions = true,
      description =
          "Make a key that signs checkpoints from now on; those before go on signing beside it."
              + " Prints the new verifier key.")
  int rotateKey(@Mixin DataOptions data) throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      session.refuseInCopy();
      Sealer sealer = session.get(Sealer.class);
      sealer.found();
      System.out.println(sealer.rotateKey());
    }
    return 0;
  }

  @Command(
      name = "audit",
      mixinStandardHelpOptions = true,
      description =
          "Recompute the whole log from what is stored, and name what is not as it was sealed."
              + " Ends with 1 where something differs.")
  int audit(
      @Mixin DataOptions data,
      @Option(names = "--files", description = "Read the bytes of all files too.") boolean files)
      throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      AuditFindings found =
          session
              .get(LogAudit.class)
              .run(leaves -> Console.note("已核对 %d 条", "%d leaves compared", leaves));
      if (files) session.get(FileAudit.class).all(found::add);
      found.first().forEach(System.out::println);
      if (found.count() > found.first().size()) {
        System.out.println("… " + (found.count() - found.first().size()));
      }
      Console.note(
          "核对完毕：%d 条，%d 处不一致", "done: %d leaves, %d things differ", found.leaves(), found.count());
      return found.count() == 0 ? 0 : 1;
    }
  }

  @Command(
      name = "go-on",
      mixinStandardHelpOptions = true,
      description =
          "After a copy of the database was put back: let the log go on from where the database is."
              + " Whoever holds receipts or checkpoints signed since then can show that it forked.")
  int goOn(@Mixin DataOptions data) throws CannotStart, IOException {
    try (AppSession session = AppSession.open(data)) {
      session.refuseInCopy();
      session.get(Sealer.class).found();
      boolean forgot = session.get(LogMemory.class).forget();
      session.get(Audit.class).record("log-went-on", null, "log", Map.of());
      if (forgot) {
        Console.note("已允许日志从现有位置继续，请重启服务", "the log may go on; start the server again");
      } else {
        Console.note("没有可放弃的检查点", "there was no checkpoint to give up");
      }
    }
    return 0;
  }
}
