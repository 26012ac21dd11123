package cn.nongchao.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what the file system and PostgreSQL say into what is wrong and what to do. */
final class Reasons {

  private Reasons() {}

  static CannotStart directory(Path root, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException) {
      return new CannotStart(
          "没有权限写入数据目录 " + root + "。请改正其所有者或权限，或用 --data 指定另一个目录。",
          "No permission to write in the data directory %s. Correct its owner or permissions, or choose another directory with --data."
              .formatted(root),
          e);
    }
    if (message.contains("No space left") || message.contains("quota")) {
      return full(root);
    }
    return new CannotStart(
        "无法使用数据目录 " + root + "：" + message,
        "The data directory %s cannot be used: %s".formatted(root, message),
        e);
  }

  static CannotStart full(Path root) {
    return new CannotStart(
        "磁盘已满：数据目录 " + root + " 所在的磁盘没有空间了。请腾出空间后再启动；已确认的数据没有丢失。",
        "The disk is full: no space left where the data directory %s is. Free some space and start again; nothing that was confirmed is lost."
            .formatted(root));
  }

  static CannotStart wrongVersion(Path postgres, String found, String ours) {
    return new CannotStart(
        "%s 中的数据由 PostgreSQL %s 写成，本版弄潮自带 PostgreSQL %s，不能直接打开。数据未被改动。请用原来的弄潮版本启动并备份，再恢复到新版本；或用 pg_upgrade 升级。步骤见 docs/operating.md“升级”。"
            .formatted(postgres, found, ours),
        "The data in %s was written by PostgreSQL %s; this release carries PostgreSQL %s and cannot open it. Nothing was changed. Start the older release, back up, and restore into this one; or convert it with pg_upgrade. See “Upgrade” in docs/operating.md."
            .formatted(postgres, found, ours));
  }

  static CannotStart notADatabase(Path postgres) {
    return new CannotStart(
        postgres + " 不是完整的 PostgreSQL 数据目录（缺少 PG_VERSION）。数据未被改动。请从备份恢复该目录，或把它移走后重新开始。",
        "%s is not a complete PostgreSQL directory (PG_VERSION is missing). Nothing was changed. Restore the directory from a backup, or move it away to begin anew."
            .formatted(postgres));
  }

  /** Reads the end of PostgreSQL's start log. */
  static CannotStart startFailed(Path root, Path log, String said) {
    String low = said.toLowerCase(Locale.ROOT);
    if (low.contains("no space left")) {
      return full(root);
    }
    if (low.contains("permission denied") || low.contains("invalid permissions")) {
      return new CannotStart(
          "PostgreSQL 没有权限使用 %s：%s".formatted(root, firstFailure(said)),
          "PostgreSQL may not use %s: %s. Correct the owner and permissions of the directory and everything in it."
              .formatted(root, firstFailure(said)));
    }
    if (corrupt(low)) {
      return new CannotStart(
          "数据库文件已损坏，PostgreSQL 无法启动：%s。请勿删除任何文件：先完整复制数据目录 %s，再从最近的备份恢复。详见 %s 和 docs/operating.md。"
              .formatted(firstFailure(said), root, log),
          "The database files are damaged and PostgreSQL will not start: %s. Do not delete anything: copy the whole directory %s first, then restore the latest backup. Details: %s and docs/operating.md."
              .formatted(firstFailure(said), root, log));
    }
    return new CannotStart(
        "PostgreSQL 无法启动：%s。详见 %s。".formatted(firstFailure(said), log),
        "PostgreSQL did not start: %s. Details: %s".formatted(firstFailure(said), log));
  }

  private static boolean corrupt(String low) {
    return low.contains("checkpoint record")
        || low.contains("incompatible with server")
        || low.contains("invalid data in file")
        || low.contains("pg_control")
        || low.contains("control file")
        || low.contains("could not read file")
        || low.contains("could not open file")
        || low.contains("could not open directory")
        || low.contains("incorrect checksum")
        || low.contains("startup process");
  }

  private static String firstFailure(String said) {
    @Nullable String last = null;
    for (String line : said.split("\n")) {
      int at = Math.max(line.indexOf("PANIC:"), line.indexOf("FATAL:"));
      if (at >= 0) {
        return line.substring(at + 6).strip();
      }
      last = line.isBlank() ? last : line.strip();
    }
    return last == null ? "?" : last;
  }
}
