package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What opens the keys in a backup: from a file, the environment, or typed in. */
final class Passphrase {

  static final String VARIABLE = "NONGCHAO_BACKUP_PASSPHRASE";
  static final int SHORTEST = 12;

  private Passphrase() {}

  /** For a new backup; typed in, it is asked for twice. */
  static char[] fresh(@Nullable Path file) throws CannotStart {
    char[] given = given(file);
    if (given == null) {
      given = typed("备份口令", "Passphrase of the backup");
      if (!Arrays.equals(given, typed("再输入一次", "The same again"))) {
        throw CannotStart.because("两次输入不一致。", "The two are not the same.");
      }
    }
    if (given.length < SHORTEST) {
      throw CannotStart.because(
          "口令至少 %s 个字符。", "The passphrase must have %s characters or more.", SHORTEST);
    }
    return given;
  }

  /** Of a backup that is there. */
  static char[] known(@Nullable Path file) throws CannotStart {
    char[] given = given(file);
    return given == null ? typed("备份口令", "Passphrase of the backup") : given;
  }

  private static char @Nullable [] given(@Nullable Path file) throws CannotStart {
    String variable = System.getenv(VARIABLE);
    try {
      if (file != null) return Files.readString(file).strip().toCharArray();
    } catch (IOException e) {
      throw CannotStart.because("无法读取 %s", "Cannot read %s", file);
    }
    return variable == null || variable.isBlank() ? null : variable.strip().toCharArray();
  }

  private static char[] typed(String zh, String en) throws CannotStart {
    java.io.Console terminal = System.console();
    char[] typed =
        terminal == null || !terminal.isTerminal()
            ? null
            : terminal.readPassword("%s: ", Console.words(zh, en));
    if (typed == null) {
      throw CannotStart.because(
          "需要备份口令：请用 --passphrase-file 指定文件，或设置 %s。",
          "A passphrase is needed: name a file with --passphrase-file, or set %s.", VARIABLE);
    }
    return typed;
  }
}
