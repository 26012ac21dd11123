package cn.nongchao.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A restore under way: a file in the directory and a schema in the database stand for it from its
 * beginning to its end, so that one that was broken off is neither served nor taken for whole, and
 * can be done again.
 */
public final class Restoring {

  /** In the database: for a directory that did not begin it. */
  static final String SCHEMA = "nongchao_restoring";

  private Restoring() {}

  private static Path file(Path directory) {
    return directory.resolve("restoring");
  }

  static boolean isHalf(Path directory) {
    return Files.exists(file(directory));
  }

  static void refuseHalf(Path directory) throws CannotStart {
    if (isHalf(directory)) throw half(directory.toString());
  }

  static void refuseHalf(Connection database, String name) throws SQLException, CannotStart {
    if (isBegun(database)) throw half(name);
  }

  private static CannotStart half(String where) {
    return CannotStart.because(
        "%s 中的恢复没有做完。请再次执行同样的 restore 命令：它会从头做起。",
        "A restore into %s was broken off. Give the same restore command again: it begins anew.",
        where);
  }

  /**
   * Makes room: refuses a directory that is in use for something, takes away what a restore that
   * was broken off left.
   */
  static void begin(DataDirectory held) throws CannotStart {
    Path root = held.root();
    try {
      if (Files.exists(file(root))) {
        new Leftover(root.resolve("postgres")).end();
        Programs.delete(root.resolve("postgres"));
        Files.deleteIfExists(Stead.file(root));
      } else {
        refuseUsed(root);
      }
      Files.writeString(file(root), "");
    } catch (IOException e) {
      throw Reasons.directory(root, e);
    }
  }

  private static void refuseUsed(Path root) throws IOException, CannotStart {
    for (Path used :
        List.of(root.resolve("postgres"), Stead.file(root), root.resolve("evidence"))) {
      if (isEmpty(used)) continue;
      throw CannotStart.because(
          "%s 已存在：restore 只恢复到空的数据目录（可先放好 keys/ 和 last-checkpoint）。请用 --data 指定新目录，" + "或先把旧数据移走。",
          "%s is there: restore goes into an empty data directory only (keys/ and last-checkpoint"
              + " may be there). Choose a new one with --data, or move the old data away.",
          used);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) return !Files.exists(path);
    try (Stream<Path> inside = Files.list(path)) {
      return inside.findAny().isEmpty();
    }
  }

  /**
   * The same in the database.
   *
   * @param schemas those of our modules
   */
  public static void begin(Connection database, List<String> schemas)
      throws SQLException, CannotStart {
    try (Statement sql = database.createStatement()) {
      if (isBegun(database)) {
        for (String schema : schemas) sql.execute("drop schema if exists " + schema + " cascade");
      }
      for (String schema : schemas) {
        if (exists(database, schema)) {
          throw CannotStart.because(
              "数据库中已有 %s：restore 只恢复到空的数据库。",
              "The database has %s already: restore goes into an empty database only.", schema);
        }
      }
      sql.execute("create schema if not exists " + SCHEMA);
    }
  }

  /** Within the transaction that makes the data whole. */
  public static void end(Connection database) throws SQLException {
    try (Statement sql = database.createStatement()) {
      sql.execute("drop schema " + SCHEMA);
    }
  }

  /** All is there. */
  public static void end(Path directory) throws IOException {
    Files.deleteIfExists(file(directory));
  }

  private static boolean isBegun(Connection database) throws SQLException {
    return exists(database, SCHEMA);
  }

  private static boolean exists(Connection database, String schema) throws SQLException {
    try (var sql = database.prepareStatement("select to_regnamespace(?) is not null")) {
      sql.setString(1, schema);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
