package cn.nongchao.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a data directory remembers of itself, in {@code installation.json}: whose it is, where its
 * database is, and which directory of which machine it was. So a {@code --db-url} that was left out
 * does not begin a second installation under the same keys, and a copy knows that it is one.
 *
 * @param installation id of the installation
 * @param database {@link #OWN}, or the JDBC URL without password
 * @param machine the machine's own name for itself; empty where it has none
 * @param folder what the file system calls the directory; empty where it does not say
 */
record Stead(String installation, String database, String machine, String folder) {

  static final String OWN = "own";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Path file(Path directory) {
    return directory.resolve("installation.json");
  }

  static Optional<Stead> of(Path directory) throws CannotStart {
    Path file = file(directory);
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Stead.class));
    } catch (IOException e) {
      throw Reasons.directory(directory, e);
    } catch (JacksonException e) {
      throw CannotStart.because(
              "%s 无法读取。请从备份恢复此文件，或在确认数据无误后删除它。",
              "%s cannot be read. Restore it from a backup, or delete it once you are sure of the"
                  + " data.",
              file)
          .after(e);
    }
  }

  /** As the directory stands now. */
  static Stead now(Path directory, String installation, String database) {
    return new Stead(installation, database, machineId(), folderId(directory));
  }

  void write(Path directory) throws CannotStart {
    try {
      DataDirectory.writePrivately(file(directory), JSON.writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw Reasons.directory(directory, e);
    }
  }

  boolean isOwn() {
    return database.equals(OWN);
  }

  /** Whether this is what another directory remembered: it was copied, or its disk moved. */
  boolean isElsewhere(Path directory) {
    return differs(machine, machineId()) || differs(folder, folderId(directory));
  }

  private static boolean differs(String then, String now) {
    return !then.isEmpty() && !now.isEmpty() && !then.equals(now);
  }

  private static String machineId() {
    try {
      return Files.readString(Path.of("/etc/machine-id"), StandardCharsets.US_ASCII).strip();
    } catch (IOException hasNone) {
      return "";
    }
  }

  private static String folderId(Path directory) {
    try {
      return String.valueOf(Files.getAttribute(directory, "unix:ino", new LinkOption[0]));
    } catch (IOException | UnsupportedOperationException doesNotSay) {
      return "";
    }
  }

  /**
   * Refuses what would begin a new, empty installation where there is one.
   *
   * @param outside the database asked for; null for the one kept in the directory
   */
  static void check(Path directory, @Nullable DatabaseUrl outside) throws CannotStart {
    Restoring.refuseHalf(directory);
    Stead known = of(directory).orElse(null);
    boolean hasOwn = Files.isDirectory(directory.resolve("postgres"));
    if (known == null) {
      if (outside == null && !hasOwn && hasKeys(directory)) throw without(directory);
    } else if (outside == null && !known.isOwn()) {
      throw forgotten(directory, known.database());
    } else if (outside != null && known.isOwn() && hasOwn) {
      throw CannotStart.because(
          "数据目录 %s 的数据库就保存在其中，而 --db-url 指定的是另一个数据库。请去掉 --db-url；要迁到另一台"
              + "数据库服务器，请先 backup，再用 restore --db-url 恢复到一个新目录（docs/operating.md）。",
          "The data directory %s keeps its database in it, and --db-url names another. Leave"
              + " --db-url out; to move to a database server, back up, then restore --db-url into a"
              + " new directory (docs/operating.md).",
          directory);
    }
  }

  private static boolean hasKeys(Path directory) {
    return Files.exists(directory.resolve("keys/signing.p12"))
        || Files.exists(directory.resolve("keys/personal-data.key"));
  }

  private static CannotStart forgotten(Path directory, String database) {
    return CannotStart.because(
        "数据目录 %s 的数据库在 %s。请加上 --db-url（密码可放在 PGPASSWORD 中）；若要新建安装，请用 --data" + " 指定另一个目录。",
        "The database of the data directory %s is %s. Give it as --db-url (the password may be in"
            + " PGPASSWORD); for a new installation choose another directory with --data.",
        directory,
        database);
  }

  private static CannotStart without(Path directory) {
    return CannotStart.because(
        "数据目录 %s 中有密钥而没有数据库：在此启动会以同样的密钥新建一个空的安装。数据库在别处时请加上 --db-url；"
            + "丢失时请用 restore 恢复备份；若要新建安装，请用 --data 指定另一个目录。",
        "The data directory %s has keys and no database: starting here would begin an empty"
            + " installation under the same keys. If the database is elsewhere, give --db-url; if"
            + " it is lost, restore a backup; for a new installation choose another directory with"
            + " --data.",
        directory);
  }
}
