package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}: one archive of all that is kept, beside a running server or without one. */
@Command(
    name = "backup",
    description =
        "Write one archive of the database, the files and the settings, as they are at one moment,"
            + " and check it. A running server goes on.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BackupCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The archive to write, as nongchao-1130.zip.")
  Path file = Path.of("");

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--with-keys",
      description =
          "Put the keys in too, under a passphrase. Without them sealed personal data in the"
              + " archive can be read by nobody, and the log cannot go on.")
  boolean withKeys;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "Where the passphrase is. Else $$NONGCHAO_BACKUP_PASSPHRASE, else it is asked for.")
  @Nullable Path passphraseFile;

  @Override
  public Integer call() throws CannotStart {
    char[] passphrase = withKeys ? Passphrase.fresh(passphraseFile) : null;
    Manifest made =
        Backup.write(data, file.toAbsolutePath(), passphrase, Clock.systemUTC(), System.err);
    for (String hash : made.missing()) {
      Console.note("缺少文件 %s", "the file %s is missing", hash);
    }
    for (String hash : made.differing()) {
      Console.note("文件 %s 与其登记不符", "the file %s is not what it was", hash);
    }
    Console.note(
        "备份完成：%d 张表 %d 行，%d 个文件，日志 %d 条；%s",
        "Done: %d tables with %d rows, %d files, %d entries of the log; %s",
        made.tables().size(),
        made.rows(),
        made.files(),
        made.log() == null ? 0 : made.log().size(),
        made.hasKeys()
            ? Console.words("含密钥（已加密）", "with the keys, encrypted")
            : Console.words("不含密钥，请另存 keys/", "without the keys: keep keys/ elsewhere"));
    System.out.println(file);
    return 0;
  }
}
