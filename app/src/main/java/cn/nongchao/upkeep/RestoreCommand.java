package cn.nongchao.upkeep;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.people.Audit;
import cn.nongchao.proof.AuditFindings;
import cn.nongchao.proof.LogAudit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: an archive of {@code backup} into a place that is empty. */
@Command(
    name = "restore",
    description =
        "Put a backup into an empty data directory, or with --db-url into an empty database, and"
            + " audit its log. Started after, it asks whether it takes the place of the original.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The archive that backup wrote.")
  Path file = Path.of("");

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--without-keys",
      description = "Leave the keys in the archive; those in DIR/keys are used.")
  boolean withoutKeys;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "Where the passphrase is. Else $$NONGCHAO_BACKUP_PASSPHRASE, else it is asked for.")
  @Nullable Path passphraseFile;

  @Option(names = "--check", description = "Only look whether the archive is whole.")
  boolean check;

  @Override
  public Integer call() throws CannotStart {
    try (Archive archive = Archive.open(file)) {
      Console.note("正在核对备份", "Checking the backup");
      archive.check();
      Manifest manifest = archive.manifest();
      Console.note(
          "%s 的备份：%d 行，%d 个文件",
          "a backup of %s: %d rows, %d files", manifest.made(), manifest.rows(), manifest.files());
      if (check) return 0;
      Restore.into(data, archive, keys(archive), System.err);
      return audited(manifest);
    }
  }

  private @Nullable Map<String, byte[]> keys(Archive archive) throws CannotStart {
    if (withoutKeys || !archive.manifest().hasKeys()) return null;
    return SealedKeys.open(archive.bytes(Manifest.KEYS), Passphrase.known(passphraseFile));
  }

  private int audited(Manifest manifest) throws CannotStart {
    boolean hasKeys =
        Files.exists(data.directory().resolve("keys/personal-data.key"))
            || System.getenv("NONGCHAO_PERSONAL_KEY") != null;
    if (!hasKeys) {
      Console.note(
          "数据已恢复。启动前请把原来的 keys/ 放入 %s，并执行 log audit 核对。",
          "The data is back. Before you start it put the former keys/ into %s, and compare with"
              + " log audit.",
          data.directory());
      return 0;
    }
    try (AppSession session = AppSession.open(data)) {
      AuditFindings found =
          session
              .get(LogAudit.class)
              .run(leaves -> Console.note("已核对 %d 条", "%d leaves compared", leaves));
      found.first().forEach(System.out::println);
      Map<String, String> what = Map.of("what", manifest.made());
      session.get(Audit.class).record("backup-restored", null, "installation", what);
      Console.note(
          "恢复完成；日志核对 %d 条，%d 处不一致",
          "Restored; %d leaves of the log compared, %d things differ",
          found.leaves(),
          found.count());
      if (manifest.kind().equals("real")) {
        Console.note(
            "接替原件时以 serve --this-is-the-original 启动一次；试用时以 serve --as-trial 启动。",
            "If it takes the place of the original start it once with serve --this-is-the-original;"
                + " for a trial with serve --as-trial.");
      }
      return found.count() == 0 ? 0 : 1;
    }
  }
}
