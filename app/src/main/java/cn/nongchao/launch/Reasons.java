package cn.nongchao.launch;

import static cn.nongchao.launch.CannotStart.because;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns what the file system and PostgreSQL say into what is wrong and what to do. */
final class Reasons {

  // What PostgreSQL 18 says of files that are missing, cut short or changed.
  private static final List<String> DAMAGE =
      List.of(
          "checkpoint record",
          "incompatible with server",
          "invalid data in file",
          "pg_control",
          "control file",
          "could not read file",
          "could not open file",
          "could not open directory",
          "incorrect checksum",
          "invalid page in block",
          "startup process");

  private Reasons() {}

  static CannotStart directory(Path root, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException) {
      return because(
              "没有权限使用数据目录 %s（%s）。请改正其所有者或权限，或用 --data 指定另一个目录。",
              "No permission to use the data directory %s (%s). Correct its owner or permissions,"
                  + " or choose another directory with --data.",
              root,
              message)
          .after(e);
    }
    if (FullDisk.isMeantBy(message)) {
      return full(root);
    }
    return because(
            "无法使用数据目录 %s：%s（%s）",
            "The data directory %s cannot be used: %s (%s)",
            root,
            message,
            e.getClass().getSimpleName())
        .after(e);
  }

  static CannotStart full(Path root) {
    return because(
        "磁盘已满：数据目录 %s 所在的磁盘没有空间了。请腾出空间后再启动；已确认的数据没有丢失。",
        "The disk is full: no space left where the data directory %s is. Free some space and"
            + " start again; nothing that was confirmed is lost.",
        root);
  }

  static CannotStart wrongVersion(Path postgres, String found, String ours) {
    return because(
        "%s 中的数据由 PostgreSQL %s 写成，本版弄潮自带 PostgreSQL %s，不能直接打开。数据未被改动。"
            + "请用原来的弄潮版本启动并备份，再恢复到新版本；或用 pg_upgrade 升级。"
            + "步骤见 docs/operating.md。",
        "The data in %s was written by PostgreSQL %s; this release carries PostgreSQL %s and"
            + " cannot open it. Nothing was changed. Start the older release, back up, and"
            + " restore into this one; or convert it with pg_upgrade. See “Upgrade” in"
            + " docs/operating.md.",
        postgres,
        found,
        ours);
  }

  static CannotStart notADatabase(Path postgres) {
    return because(
        "%s 不是完整的 PostgreSQL 数据目录（缺少 PG_VERSION）。数据未被改动。" + "请从备份恢复该目录，或把它移走后重新开始。",
        "%s is not a complete PostgreSQL directory (PG_VERSION is missing). Nothing was changed."
            + " Restore the directory from a backup, or move it away to begin anew.",
        postgres);
  }

  /** Reads what PostgreSQL logged while it tried to start. */
  static CannotStart startFailed(Path root, Path log, String said) {
    String low = said.toLowerCase(Locale.ROOT);
    String failure = firstFailure(said);
    if (FullDisk.isMeantBy(said)) {
      return full(root);
    }
    if (low.contains("permission denied") || low.contains("invalid permissions")) {
      return because(
          "PostgreSQL 没有权限使用数据目录：%s。请改正 %s 及其中所有文件的所有者和权限。",
          "PostgreSQL may not use the data directory: %s. Correct the owner and permissions of"
              + " %s and everything in it.",
          failure,
          root);
    }
    if (DAMAGE.stream().anyMatch(low::contains)) {
      return because(
          "数据库文件已损坏，PostgreSQL 无法启动：%s。请勿删除任何文件：先完整复制数据目录 %s，"
              + "再从最近的备份恢复。详见 %s 和 docs/operating.md。",
          "The database files are damaged and PostgreSQL will not start: %s. Do not delete"
              + " anything: copy the whole directory %s first, then restore the latest backup."
              + " Details: %s and docs/operating.md.",
          failure,
          root,
          log);
    }
    return because(
        "PostgreSQL 无法启动：%s。详见 %s。", "PostgreSQL did not start: %s. Details: %s", failure, log);
  }

  private static String firstFailure(String said) {
    String last = "?";
    for (String line : said.split("\n")) {
      int at = Math.max(line.indexOf("PANIC:"), line.indexOf("FATAL:"));
      if (at >= 0) {
        return line.substring(at + "FATAL:".length()).strip();
      }
      last = line.isBlank() ? last : line.strip();
    }
    return last;
  }
}
