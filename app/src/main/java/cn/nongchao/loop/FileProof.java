package cn.nongchao.loop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Whether a file is the one a step was sealed with: its row names the hash that was sealed, and its
 * bytes give that hash. Bytes are read again only where the file has changed on the disk since, so
 * that a long recording that is asked for piece by piece is read once.
 */
@Component
public class FileProof {

  private static final int REMEMBERED = 10_000;

  private final EvidenceStore store;
  private final Attachments rows;
  private final ApplicationEventPublisher events;
  private final Map<String, Stamp> genuine = Collections.synchronizedMap(new Latest());

  FileProof(EvidenceStore store, Attachments rows, ApplicationEventPublisher events) {
    this.store = store;
    this.rows = rows;
    this.events = events;
  }

  /** What the system says of a file; the time of change is its own, nobody sets it back. */
  private record Stamp(long size, Object written, Object changed) {
    static Stamp of(Path file) throws IOException {
      boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
      return new Stamp(
          Files.size(file),
          Files.getLastModifiedTime(file),
          unix ? Files.getAttribute(file, "unix:ctime") : "");
    }
  }

  /** False where it was altered or is gone; whoever listens is told then. */
  public boolean holds(Evidence evidence) throws IOException {
    if (rows.isAsSealed(evidence) && isWhole(evidence)) return true;
    events.publishEvent(new FileAltered(evidence.id()));
    return false;
  }

  private boolean isWhole(Evidence evidence) throws IOException {
    Path file = store.file(evidence);
    if (!Files.isRegularFile(file)) return false;
    Stamp stamp = Stamp.of(file);
    if (stamp.equals(genuine.get(evidence.sha256()))) return true;
    if (!hash(file).equals(evidence.sha256())) return false;
    genuine.put(evidence.sha256(), stamp);
    return true;
  }

  /** SHA-256 of a file's bytes in hexadecimal. */
  static String hash(Path file) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        byte[] buffer = new byte[64 * 1024];
        while (in.read(buffer) >= 0) {
          // the digest takes in what passes
        }
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static final class Latest extends LinkedHashMap<String, Stamp> {

    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Stamp> eldest) {
      return size() > REMEMBERED;
    }
  }
}
