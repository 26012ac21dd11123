package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.launch.Database;
import cn.nongchao.launch.Restoring;
import cn.nongchao.launch.TransactionCount;
import cn.nongchao.platform.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Puts an archive into a place that is empty, as far as its own release had brought the schema. */
final class Restore {

  private static final Pattern FILE =
      Pattern.compile("evidence/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(\\.thumb\\.jpg)?");

  private final Archive archive;
  private final Database database;

  private Restore(Archive archive, Database database) {
    this.archive = archive;
    this.database = database;
  }

  /**
   * @param keys those of the archive, by name; null where they are not asked for
   */
  static void into(
      DataOptions options, Archive archive, @Nullable Map<String, byte[]> keys, PrintStream notes)
      throws CannotStart {
    Path directory = options.directory();
    try {
      if (keys != null) refuseOthers(keys, directory);
      try (Database database = Database.toRestore(options, notes)) {
        Restore restore = new Restore(archive, database);
        restore.database();
        restore.files();
        if (keys != null) write(keys, directory);
        restore.checkpoint();
        Restoring.end(directory);
      }
    } catch (IOException e) {
      throw CannotStart.because("无法写入 %s：%s", "%s cannot be written: %s", directory, e);
    } catch (SQLException e) {
      throw CannotStart.because(
          "数据库拒绝了恢复：%s", "The database refused: %s", String.valueOf(e.getMessage()));
    }
  }

  private static void refuseOthers(Map<String, byte[]> keys, Path directory)
      throws IOException, CannotStart {
    for (Map.Entry<String, byte[]> key : keys.entrySet()) {
      Path file = directory.resolve("keys").resolve(key.getKey());
      if (!Files.exists(file) || Arrays.equals(Files.readAllBytes(file), key.getValue())) continue;
      throw CannotStart.because(
          "%s 与备份中的不同。请确认哪一份是对的：移走它，或加上 --without-keys。",
          "%s is not the one in the backup. See which is right: move it away, or give"
              + " --without-keys.",
          file);
    }
  }

  private void database() throws SQLException, CannotStart {
    DriverManagerDataSource source = new DriverManagerDataSource(database.jdbcUrl());
    if (!database.username().isEmpty()) {
      source.setUsername(database.username());
      source.setPassword(database.password());
    }
    try (Connection connection = database.connect()) {
      Restoring.begin(connection, Migrations.modules());
      for (Manifest.Module module : archive.manifest().modules()) {
        if (!Migrations.modules().contains(module.name())) throw newer(module);
        Migrations.bring(source, module.name(), module.version());
        sameSteps(connection, module);
      }
      connection.setAutoCommit(false);
      load(connection);
      connection.commit();
      connection.setAutoCommit(true);
      Migrations.bring(source, "platform", "latest");
      TransactionCount.catchUp(connection, archive.manifest().schemas());
      Rows.execute(connection, "analyze");
      connection.setAutoCommit(false);
      // A place no server gives: whoever starts it says first what it is.
      Rows.execute(connection, "update platform.installation set place = 'restored'");
      Restoring.end(connection);
      connection.commit();
    } catch (IOException e) {
      throw CannotStart.because("无法读取备份：%s", "The backup cannot be read: %s", e);
    }
  }

  /** Tables made by other steps may look the same and mean something else. */
  private static void sameSteps(Connection connection, Manifest.Module module)
      throws SQLException, CannotStart {
    List<Manifest.Step> made = Snapshot.steps(connection, module.name());
    if (!made.equals(module.steps())) throw newer(module);
  }

  private static CannotStart newer(Manifest.Module module) {
    return CannotStart.because(
        "备份中 %s 的数据结构（第 %s 版）与本程序所能建立的不符。请使用做备份时的版本或更新的版本。",
        "This release cannot make the schema of %s as the backup has it (version %s). Use the"
            + " release that wrote it, or a newer one.",
        module.name(),
        module.version());
  }

  private void load(Connection connection) throws SQLException, IOException, CannotStart {
    List<Manifest.Table> tables = archive.manifest().tables();
    Loading loading = new Loading(connection, tables);
    loading.open();
    int done = 0;
    for (Manifest.Table table : tables) {
      try (InputStream in = archive.read(table.part())) {
        long rows = loading.fill(table, in);
        if (rows != table.rows()) {
          throw CannotStart.because(
              "%s 应有 %s 行，恢复了 %s 行。",
              "%s should have %s rows; %s were restored.", table.part(), table.rows(), rows);
        }
      }
      Backup.progress("数据库 %d/%d", "database %d/%d", ++done, tables.size());
    }
    loading.count(archive.manifest().sequences());
    loading.close();
  }

  private void files() throws IOException, CannotStart {
    List<String> names = archive.evidence();
    int done = 0;
    for (String name : names) {
      if (!FILE.matcher(name).matches()) {
        throw CannotStart.because(
            "备份中有不认识的文件：%s", "A file in the backup is none of ours: %s", name);
      }
      Path file = database.directory().resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = archive.read(name)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      Backup.progress("文件 %d/%d", "files %d/%d", ++done, names.size());
    }
  }

  private static void write(Map<String, byte[]> keys, Path directory) throws IOException {
    Path folder = directory.resolve("keys");
    Files.createDirectories(folder);
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    if (posix) Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    for (Map.Entry<String, byte[]> key : keys.entrySet()) {
      Path file = folder.resolve(Path.of(key.getKey()).getFileName());
      Files.deleteIfExists(file);
      Files.createFile(file);
      if (posix) Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.write(file, key.getValue());
    }
  }

  /** A newer one that is there stays: the copy is behind what was signed, and that is noticed. */
  private void checkpoint() throws IOException {
    Manifest.Log log = archive.manifest().log();
    Path file = database.directory().resolve("last-checkpoint");
    if (log == null) return;
    if (!Files.exists(file)) {
      Files.writeString(file, log.checkpoint());
      return;
    }
    long signed = Long.parseLong(Files.readAllLines(file).get(1).strip());
    if (signed > log.size()) {
      Console.note(
          "此处曾签署到 %d 条，备份只到 %d 条：启动后不封存，先补回缺少的部分（docs/operating.md）",
          "%d entries were signed here, the backup has %d: nothing will be sealed before what is"
              + " missing is back (docs/operating.md)",
          signed,
          log.size());
    }
  }
}
