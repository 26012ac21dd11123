package cn.nongchao.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data directory held by this process. The hold is a file lock, which the operating system gives
 * back when the process ends in whatever way, so a killed process never leaves the directory shut.
 */
final class DataDirectory implements AutoCloseable {

  // Asked first: POSIX drops a process's lock when the process closes any other handle on the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes the directory (readable by its owner only) where missing, and takes hold of it. */
  static DataDirectory hold(Path root) throws CannotStart {
    return tryHold(root).orElseThrow(() -> held(root));
  }

  /** The same; empty where another process holds the directory. */
  static Optional<DataDirectory> tryHold(Path root) throws CannotStart {
    try {
      makePrivate(root);
      Files.createDirectories(root.resolve("logs"));
      if (!HELD_HERE.add(root.toRealPath())) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        HELD_HERE.remove(root.toRealPath());
        return Optional.empty();
      }
      Files.writeString(holderFile(root), Long.toString(ProcessHandle.current().pid()));
      return Optional.of(new DataDirectory(root, channel, lock));
    } catch (IOException e) {
      throw Reasons.directory(root, e);
    }
  }

  static CannotStart held(Path root) {
    String pid;
    try {
      pid = Files.readString(holderFile(root), StandardCharsets.US_ASCII).strip();
    } catch (IOException unknown) {
      pid = "?";
    }
    return CannotStart.because(
        "数据目录 %s 正由另一个弄潮进程使用（进程号 %s）。请先停止它，或用 --data 指定另一个目录。",
        "The data directory %s is in use by another Nongchao (process %s). Stop that one first,"
            + " or choose another directory with --data.",
        root,
        pid);
  }

  // Not in the lock file itself: where locks are mandatory a reader could not open it.
  private static Path holderFile(Path root) {
    return root.resolve("lock.pid");
  }

  static void makePrivate(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (directory.getParent() != null) {
      Files.createDirectories(directory.getParent());
    }
    if (Files.getFileStore(directory.toAbsolutePath().getParent())
        .supportsFileAttributeView("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  /** Writes a file that only its owner may read, replacing an old one in one step. */
  static void writePrivately(Path file, String content) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException notPosix) {
      Files.createFile(draft);
    }
    Files.writeString(draft, content); // whole or not at all, a channel may write less
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Takes from others what an earlier umask, a copy or a hand gave them; true where there was
   * something. Who made the directory readable for all would show all what people said.
   */
  boolean shut() throws IOException {
    boolean wasOpen = shut(root);
    for (String part : List.of("secrets", "keys", "evidence", "logs")) shut(root.resolve(part));
    return wasOpen;
  }

  private static boolean shut(Path folder) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view == null || !Files.isDirectory(folder)) return false;
    Set<PosixFilePermission> now = view.readAttributes().permissions();
    // Through, not into: what RunAs gives where PostgreSQL runs as nobody.
    if (PosixFilePermissions.fromString("rwx-----x").containsAll(now)) return false;
    Set<PosixFilePermission> owners = EnumSet.copyOf(PosixFilePermissions.fromString("rwx------"));
    owners.retainAll(now);
    view.setPermissions(owners);
    return true;
  }

  Path root() {
    return root;
  }

  Path logs() {
    return root.resolve("logs");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(holderFile(root));
      lock.release();
      channel.close();
      HELD_HERE.remove(root.toRealPath());
    } catch (IOException alreadyGone) {
      // the operating system releases the lock when the process ends
    }
  }
}
