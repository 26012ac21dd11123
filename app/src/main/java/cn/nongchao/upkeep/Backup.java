package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.launch.Database;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one archive of an installation: under another name until it is whole and checked. */
final class Backup {

  private static final int TENTH = 10;

  /** What stays free for whatever else is on the disk. */
  private static final long SPARE = 512L << 20;

  private final Database database;
  private final Clock clock;
  private final List<Manifest.Part> parts = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> differing = new ArrayList<>();
  private long files;
  private long fileBytes;

  Backup(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Makes the archive beside a server or without one.
   *
   * @param passphrase for the keys; null to leave them out
   */
  static Manifest write(
      DataOptions options, Path file, char @Nullable [] passphrase, Clock clock, PrintStream notes)
      throws CannotStart {
    if (Files.exists(file)) {
      throw CannotStart.because("%s 已存在。", "%s is there already.", file);
    }
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try (Database database = Database.openOrBeside(options, notes)) {
      Manifest manifest = new Backup(database, clock).draft(draft, passphrase);
      Console.note("正在核对备份", "Checking the backup");
      try (Archive written = Archive.open(draft)) {
        written.check();
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      LastBackup.of(manifest, file, Files.size(file)).write(database.directory());
      return manifest;
    } catch (IOException e) {
      throw CannotStart.because("无法写入 %s：%s", "%s cannot be written: %s", file, e);
    } catch (SQLException e) {
      throw CannotStart.because(
          "无法读取数据库：%s", "The database cannot be read: %s", String.valueOf(e.getMessage()));
    } finally {
      draft.toFile().delete(); // where it came to nothing
    }
  }

  private Manifest draft(Path draft, char @Nullable [] passphrase)
      throws IOException, SQLException, CannotStart {
    Files.deleteIfExists(draft);
    if (draft.getParent() != null) Files.createDirectories(draft.getParent());
    createPrivate(draft);
    Manifest manifest;
    try (Snapshot snapshot = Snapshot.of(database.connect());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      if (snapshot.isEmpty()) {
        throw CannotStart.because(
            "%s 中还没有可备份的安装。",
            "There is no installation in %s yet that could be backed up.", database.directory());
      }
      refuseFull(draft, snapshot.atMost());
      manifest = write(snapshot, zip, passphrase);
    }
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return manifest;
  }

  /** A server on the same disk must not be shut out by its own backup. */
  private static void refuseFull(Path draft, long needed) throws IOException, CannotStart {
    long left = Files.getFileStore(draft).getUsableSpace();
    if (left > needed + SPARE) return;
    throw CannotStart.because(
        "%s 所在磁盘剩余 %s MB，备份可能需要 %s MB。",
        "%s: its disk has %s MB left, and the backup may need %s MB.",
        draft,
        left >> 20,
        (needed + SPARE) >> 20);
  }

  private static void createPrivate(Path draft) throws IOException {
    try {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException notPosix) {
      Files.createFile(draft);
    }
  }

  private Manifest write(Snapshot snapshot, ZipOutputStream zip, char @Nullable [] passphrase)
      throws IOException, SQLException, CannotStart {
    List<Manifest.Module> modules = snapshot.modules();
    String made = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    List<Manifest.Table> tables = new ArrayList<>();
    List<Manifest.Table> all = snapshot.tables();
    for (Manifest.Table table : all) {
      tables.add(table(snapshot, table, zip));
      progress("数据库 %d/%d", "database %d/%d", tables.size(), all.size());
    }
    List<String> names = snapshot.files();
    for (int i = 0; i < names.size(); i++) {
      evidence(names.get(i), zip);
      progress("文件 %d/%d", "files %d/%d", i + 1, names.size());
    }
    part(Manifest.SETTINGS, settings(System.getenv()).getBytes(StandardCharsets.UTF_8), zip);
    if (passphrase != null) {
      Map<String, byte[]> keys = SealedKeys.under(database.directory());
      if (keys.isEmpty()) {
        throw CannotStart.because(
            "%s 中没有密钥。", "There are no keys in %s.", database.directory().resolve("keys"));
      }
      part(Manifest.KEYS, SealedKeys.seal(keys, passphrase), zip);
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            release(),
            made,
            snapshot.one("show server_version"),
            snapshot.installation(),
            snapshot.one("select kind from platform.installation"),
            modules,
            tables,
            snapshot.sequences(),
            snapshot.log(),
            files,
            fileBytes,
            missing,
            differing,
            parts);
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(Archive.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    zip.closeEntry();
    return manifest;
  }

  static String release() {
    String built = Backup.class.getPackage().getImplementationVersion();
    return built == null ? "0.1.0" : built;
  }

  static void progress(String zh, String en, int done, int all) {
    int step = Math.max(1, all / TENTH);
    if (done % step == 0 || done == all) Console.note(zh, en, done, all);
  }

  private Manifest.Table table(Snapshot snapshot, Manifest.Table table, ZipOutputStream zip)
      throws IOException, SQLException {
    zip.setLevel(Deflater.DEFAULT_COMPRESSION);
    zip.putNextEntry(new ZipEntry(table.part()));
    Digesting out = new Digesting(zip);
    snapshot.copy(table, out);
    zip.closeEntry();
    parts.add(out.part(table.part()));
    return new Manifest.Table(table.schema(), table.name(), table.columns(), out.lines());
  }

  private void part(String name, byte[] bytes, ZipOutputStream zip) throws IOException {
    zip.setLevel(Deflater.DEFAULT_COMPRESSION);
    zip.putNextEntry(new ZipEntry(name));
    Digesting out = new Digesting(zip);
    out.write(bytes);
    zip.closeEntry();
    parts.add(out.part(name));
  }

  /** Rows come first, so a file they name was there, unless it was erased since or lost before. */
  private void evidence(String hash, ZipOutputStream zip) throws IOException {
    Path file = database.directory().resolve(place(hash));
    zip.setLevel(Deflater.NO_COMPRESSION); // photos are compressed already
    try (InputStream in = Files.newInputStream(file)) {
      zip.putNextEntry(new ZipEntry(place(hash)));
      Digesting out = new Digesting(zip);
      in.transferTo(out);
      zip.closeEntry();
      files++;
      fileBytes += out.bytes();
      if (!out.hex().equals(hash)) differing.add(hash);
    } catch (NoSuchFileException gone) {
      missing.add(hash);
      return;
    }
    Path small = file.resolveSibling(hash + ".thumb.jpg");
    if (!Files.exists(small)) return;
    zip.putNextEntry(new ZipEntry(place(hash) + ".thumb.jpg"));
    Files.copy(small, zip);
    zip.closeEntry();
  }

  private static String place(String hash) {
    return Manifest.EVIDENCE + hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/" + hash;
  }

  /** What was set, without what is secret: of that only that it was set. */
  static String settings(Map<String, String> environment) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (!name.startsWith("NONGCHAO_")) return;
          boolean secret = name.matches(".*(PASS|KEY|PIN|TOKEN|SECRET).*");
          text.append(secret ? "# " + name + " (secret)" : name + "=" + value).append('\n');
        });
    return Objects.requireNonNull(text.toString());
  }
}
