package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.launch.Database;
import cn.nongchao.launch.Seen;
import cn.nongchao.platform.Migrations;
import cn.nongchao.platform.Room;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import cn.nongchao.proof.LogGlance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/** Looks over an installation from outside, beside its server: changes nothing, holds nothing. */
final class Doctor {

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  private final DataOptions options;
  private final Path data;
  private final Duration oldBackup;
  private final Clock clock;
  private final List<Finding> found = new ArrayList<>();

  Doctor(DataOptions options, Duration oldBackup, Clock clock) {
    this.options = options;
    this.data = options.directory();
    this.oldBackup = oldBackup;
    this.clock = clock;
  }

  List<Finding> look(PrintStream notes) throws CannotStart {
    found.add(versions());
    if (!Files.isDirectory(data)) {
      found.add(
          Finding.fault("directory", said("没有数据目录 %s", "there is no data directory %s", data)));
      return found;
    }
    Seen seen = Seen.in(data);
    found.add(new Listening(seen).finding());
    if (seen.server().isPresent()) found.add(Listening.network(seen.server().get()));
    whole(seen);
    room();
    modes();
    backup();
    if (seen.server().isPresent() || options.isElsewhere()) database(notes);
    return found;
  }

  private static Text said(String zh, String en, Object... details) {
    return Text.of(zh.formatted(details), en.formatted(details));
  }

  private static Finding versions() {
    return Finding.ok(
        "versions",
        said(
            "弄潮 %s，Java %s，%s",
            "Nongchao %s, Java %s, %s",
            Backup.release(),
            Runtime.version(),
            System.getProperty("os.name") + " " + System.getProperty("os.version")));
  }

  private void whole(Seen seen) {
    if (seen.half()) {
      found.add(Finding.fault("restore", said("上次恢复没有做完", "a restore was broken off")));
    }
    if (seen.copy()) {
      found.add(
          Finding.warning(
              "copy",
              said(
                  "此目录是副本或已移机，下次启动须说明（--this-is-the-original）",
                  "the directory was copied or moved: the next start asks"
                      + " (--this-is-the-original)")));
    }
  }

  private void room() {
    Settings settings = new Settings(data, false, clock.getZone(), "");
    Room room =
        new Room(settings, new Room.Choice(DataSize.ofGigabytes(2), DataSize.ofMegabytes(256)));
    long left = room.left() >> 20;
    Text said = said("数据所在磁盘剩余 %d MB", "%d MB left on the disk of the data", left);
    Finding.Level level =
        room.isOut()
            ? Finding.Level.FAULT
            : room.isShort() ? Finding.Level.WARNING : Finding.Level.OK;
    found.add(new Finding("disk", level, said));
  }

  /** Whatever opens something is its owner's alone. */
  private void modes() {
    List<String> open = new ArrayList<>();
    for (String folder : List.of("", "keys", "secrets")) {
      if (!Files.isDirectory(data.resolve(folder))) continue;
      try (Stream<Path> files = Files.walk(data.resolve(folder), folder.isEmpty() ? 0 : 1)) {
        files
            .filter(file -> !file.toString().endsWith(".lock"))
            .filter(this::isOpen)
            .forEach(file -> open.add(file.toString()));
      } catch (IOException | UnsupportedOperationException e) {
        open.add(folder + ": " + e.getMessage());
      }
    }
    boolean keys = Files.exists(data.resolve("keys/signing.p12"));
    if (!open.isEmpty()) {
      found.add(
          Finding.fault(
              "modes",
              said("其他用户可读：%s", "others may read: %s (chmod go-rwx)", String.join(", ", open))));
    } else {
      found.add(
          Finding.ok("modes", said("密钥和口令只有所有者可读", "keys and passwords are the owner's alone")));
    }
    if (!keys) {
      found.add(Finding.fault("keys", said("没有 keys/signing.p12", "there is no keys/signing.p12")));
    }
  }

  private boolean isOpen(Path file) {
    try {
      Set<PosixFilePermission> now = EnumSet.noneOf(PosixFilePermission.class);
      now.addAll(Files.getPosixFilePermissions(file));
      if (Files.isDirectory(file)) now.remove(PosixFilePermission.OTHERS_EXECUTE);
      return !OWNERS.containsAll(now);
    } catch (IOException | UnsupportedOperationException doesNotSay) {
      return false;
    }
  }

  private void backup() {
    LastBackup last = LastBackup.in(data).orElse(null);
    if (last == null) {
      found.add(Finding.warning("backup", said("从未用 backup 做过备份", "backup was never used here")));
      return;
    }
    Duration age = Duration.between(last.at(), clock.instant());
    Text said =
        said(
            "上次备份 %s，%d 小时前，%s",
            "the last backup is of %s, %d hours ago, %s", last.made(), age.toHours(), last.file());
    boolean old = age.compareTo(oldBackup) > 0;
    found.add(new Finding("backup", old ? Finding.Level.WARNING : Finding.Level.OK, said));
  }

  private void database(PrintStream notes) {
    try (Database database = Database.openOrBeside(options, notes);
        Connection connection = database.connect()) {
      found.add(
          Finding.ok(
              "database",
              said(
                  "PostgreSQL %s，断电不丢数据（fsync、synchronous_commit、full_page_writes 均为 on）",
                  "PostgreSQL %s, writes survive a power cut (fsync, synchronous_commit and"
                      + " full_page_writes are on)",
                  Rows.texts(connection, "show server_version", 1).getFirst().getFirst())));
      schema(connection);
      clocks(connection);
      log(connection);
    } catch (CannotStart e) {
      found.add(Finding.fault("database", Text.of(e.zh(), e.en())));
    } catch (SQLException | IOException e) {
      found.add(Finding.fault("database", Text.same(String.valueOf(e.getMessage()))));
    }
  }

  private void schema(Connection connection) throws SQLException {
    List<String> versions = new ArrayList<>();
    for (String module : Migrations.modules()) {
      if (!Rows.exists(connection, module + ".migrations")) continue;
      versions.add(module + " " + Snapshot.steps(connection, module).getLast().version());
    }
    String all = String.join(", ", versions);
    found.add(Finding.ok("schema", said("数据结构 %s", "schema %s", all)));
  }

  private void clocks(Connection connection) throws SQLException {
    Instant here = clock.instant();
    String there =
        Rows.texts(connection, "select extract(epoch from clock_timestamp())::bigint", 1)
            .getFirst()
            .getFirst();
    Duration apart = Duration.between(here, Instant.ofEpochSecond(Long.parseLong(there))).abs();
    Text said = said("与数据库时钟相差 %d 秒", "%d s from the database's clock", apart.toSeconds());
    boolean far = apart.compareTo(CLOCKS_DIFFER) > 0;
    found.add(far ? Finding.fault("clock", said) : Finding.ok("clock", said));
  }

  private void log(Connection connection) throws SQLException, IOException {
    LogGlance log = LogGlance.at(connection, data).orElse(null);
    if (log == null) return;
    if (log.wrong().isPresent()) {
      String why = log.wrong().get();
      found.add(Finding.fault("log", said("公开日志有误：%s", "the public log: %s", why)));
    } else if (log.sealedAt().isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
      found.add(
          Finding.fault(
              "log",
              said("上次封存在将来：%s", "the last sealing lies in the future: %s", log.sealedAt())));
    } else {
      found.add(
          Finding.ok(
              "log",
              said(
                  "公开日志 %d 条，上次封存 %s",
                  "the public log has %d leaves, sealed last at %s", log.size(), log.sealedAt())));
    }
  }
}
