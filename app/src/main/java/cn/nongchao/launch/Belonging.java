package cn.nongchao.launch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database and a data directory belong together, and whether both are where they were.
 * What was copied has the keys and the log's name of the original: two that seal under them would
 * fork the log, so a copy seals nothing before somebody has said what it is.
 */
final class Belonging {

  /** What it turned out to be. */
  enum Kind {
    ITSELF,
    TAKEN_OVER,
    TRIAL
  }

  /** What somebody says of a copy. */
  enum Said {
    NOTHING,
    ORIGINAL,
    TRIAL
  }

  // Numbers that a server gives anew to what is restored from a dump, and keeps in a copy of files.
  private static final String PLACE =
      "(select oid from pg_database where datname = current_database()) || '/' ||"
          + " 'platform.installation'::regclass::oid";

  /** As the database has it. */
  private record Row(String id, boolean demo, @Nullable String place, String now) {}

  private final Database database;

  Belonging(Database database) {
    this.database = database;
  }

  /** Refuses a copy nobody has said anything about. */
  Kind checkServer(Said said) throws CannotStart {
    boolean copy = isCopy();
    if (copy && said == Said.NOTHING) {
      throw CannotStart.because(
          "%s 是另一处安装的副本，与原件有同样的密钥和日志名；两处都封存会使公开日志分叉。原件已停用、由此处接替的，"
              + "请加上 --this-is-the-original（只需一次）；只作试用的，请加上 --as-trial（不封存、不签码）。",
          "%s is a copy of another installation, with its keys and its log's name; if both sealed,"
              + " the public log would fork. If the original is gone and this takes its place, add"
              + " --this-is-the-original (once); for a trial add --as-trial (nothing is sealed, no"
              + " codes are signed).",
          database.directory());
    }
    if (said == Said.TRIAL) return Kind.TRIAL;
    return copy ? Kind.TAKEN_OVER : Kind.ITSELF;
  }

  /** The same for a command, which works on a copy too, and signs nothing there. */
  Kind checkCommand() throws CannotStart {
    boolean copy = isCopy();
    if (copy) {
      Console.note(
          "这是另一处安装的副本：此命令不签名、不封存。",
          "This is a copy of another installation: the command signs and seals nothing.");
    }
    return copy ? Kind.TRIAL : Kind.ITSELF;
  }

  private boolean isCopy() throws CannotStart {
    Optional<Row> row = row();
    Stead known = Stead.of(database.directory()).orElse(null);
    if (row.isEmpty()) {
      if (known != null) throw another(known);
      return false;
    }
    Row found = row.get();
    if (known != null && !known.installation().equals(found.id())) throw another(known);
    if (found.demo()) return false; // nobody's log, and its passwords are public
    boolean moved = found.place() != null && !found.place().equals(found.now());
    return moved || (known != null && known.isElsewhere(database.directory()));
  }

  private CannotStart another(Stead known) {
    return CannotStart.because(
        "数据库 %s 不属于数据目录 %s：该目录的数据库是 %s。请改正 --db-url 或 --data。",
        "The database %s does not belong to the data directory %s, whose database is %s. Correct"
            + " --db-url or --data.",
        database.jdbcUrl(),
        database.directory(),
        known.database());
  }

  /** From now on this is where both are. */
  void remember() throws CannotStart {
    try (Connection connection = database.url().connect();
        Statement sql = connection.createStatement()) {
      sql.execute("update platform.installation set place = " + PLACE);
    } catch (SQLException e) {
      throw unreadable(e);
    }
    Row now = row().orElse(null);
    if (now == null) return;
    String where = database.isOwn() ? Stead.OWN : database.jdbcUrl();
    Stead.now(database.directory(), now.id(), where).write(database.directory());
  }

  /** Empty where no server has run on it, or none of a release that knows of this. */
  private Optional<Row> row() throws CannotStart {
    try (Connection connection = database.url().connect();
        Statement sql = connection.createStatement()) {
      Restoring.refuseHalf(connection, database.jdbcUrl());
      if (!hasPlace(sql)) return Optional.empty();
      try (ResultSet row =
          sql.executeQuery("select id, kind, place, " + PLACE + " from platform.installation")) {
        if (!row.next()) return Optional.empty();
        return Optional.of(
            new Row(
                row.getString(1),
                "demo".equals(row.getString(2)),
                row.getString(3),
                Objects.toString(row.getString(4))));
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static boolean hasPlace(Statement sql) throws SQLException {
    try (ResultSet row =
        sql.executeQuery(
            "select count(*) = 1 from pg_attribute where attname = 'place'"
                + " and attrelid = to_regclass('platform.installation')")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private CannotStart unreadable(SQLException e) {
    return CannotStart.because(
            "无法读取数据库 %s：%s",
            "The database %s cannot be read: %s",
            database.jdbcUrl(),
            String.valueOf(e.getMessage()))
        .after(e);
  }
}
