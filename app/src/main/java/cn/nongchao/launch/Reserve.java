package cn.nongchao.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Room kept back in the data directory, as a file of no meaning. PostgreSQL stops where it cannot
 * write its log, even for readers, and does not start again before it can: on a disk that others
 * filled to the last byte this file is deleted, and there is room for it to come up and be read.
 */
public final class Reserve {

  static final long BYTES = 64L << 20;

  /** Made only where much more than that stays free. */
  private static final int TIMES = 8;

  private final Path file;

  public Reserve(Path data) {
    this.file = data.resolve("reserve");
  }

  /** Gives the room back; false where there was none kept. */
  public boolean spend() throws IOException {
    return Files.deleteIfExists(file);
  }

  /** Keeps it back, where it is not yet and there is plenty. */
  public void keep() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file) || folder == null) return;
    if (folder.toFile().getUsableSpace() < TIMES * BYTES) return;
    Path draft = file.resolveSibling("reserve.new");
    try (OutputStream out = Files.newOutputStream(draft)) {
      byte[] piece = new byte[1 << 20];
      for (long written = 0; written < BYTES; written += piece.length) out.write(piece);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
