package cn.nongchao.launch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that come with the product (initdb, pg_ctl, postgres), unpacked once into
 * the user's cache. Not into the temporary directory: systems clean that under a running server.
 */
final class Programs {

  /** Major version of the bundled programs, as in the file PG_VERSION of a data directory. */
  static final String MAJOR = "18";

  private static final String RELEASE = "18.6";

  private Programs() {}

  /**
   * Directory with bin/, lib/ and share/.
   *
   * @param cache where unpacked programs are kept; several processes may ask at once
   */
  static Path unpackedIn(Path cache) throws CannotStart {
    String name = archiveName();
    Path home = cache.resolve("postgres-" + RELEASE + "-" + name);
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Files.createDirectories(cache);
      synchronized (Programs.class) { // a file lock is for other processes only
        try (FileChannel channel =
                FileChannel.open(
                    cache.resolve("unpack.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock held = channel.lock()) {
          if (!Files.isDirectory(home) && held.isValid()) {
            unpack(name, cache, home);
          }
        }
      }
      return home;
    } catch (IOException e) {
      throw Reasons.directory(cache, e);
    }
  }

  private static void unpack(String name, Path cache, Path home) throws IOException, CannotStart {
    Path draft = cache.resolve("unpacking-" + name);
    delete(draft);
    Files.createDirectories(draft);
    String resource = "/postgres-" + name + ".txz";
    try (InputStream packed = Programs.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw CannotStart.because(
            "本程序未附带适用于此系统（%s）的 PostgreSQL。" + "请用 --db-url 连接 PostgreSQL 15 以上的服务器。",
            "No PostgreSQL for this system (%s) comes with the product."
                + " Use --db-url with a PostgreSQL server from version 15 on.",
            name);
      }
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          write(tar, entry, draft);
        }
      }
    }
    Files.move(draft, home);
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean runnable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(runnable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static String archiveName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String chip =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> machine;
        };
    if (system.contains("mac")) {
      return "darwin-" + chip;
    }
    String kind = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    return system.replace(' ', '_') + "-" + chip + kind;
  }
}
