package cn.nongchao.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the bytes of files that steps name, and compares them with the hash that was sealed. */
@Component
public class FileAudit {

  /** In so many nights each file is read once. */
  public static final int NIGHTS = 30;

  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final EvidenceStore store;

  FileAudit(JdbcClient jdbc, EvidenceStore store) {
    this.jdbc = jdbc;
    this.store = store;
  }

  /** All of them. */
  public void all(Consumer<String> told) {
    part(0, 1, told);
  }

  /** Those whose turn it is on a day; about as many each day. */
  public void ofDay(long day, Consumer<String> told) {
    part((int) Math.floorMod(day, (long) NIGHTS), NIGHTS, told);
  }

  private void part(int part, int parts, Consumer<String> told) {
    String last = "";
    while (true) {
      List<String> hashes =
          jdbc.sql(
                  "select distinct sha256 from loop.evidence where loop is not null and erased_at"
                      + " is null and sha256 > ? order by sha256 limit ?")
              .params(last, BATCH)
              .query(String.class)
              .list();
      if (hashes.isEmpty()) return;
      for (String hash : hashes) {
        if (Math.floorMod(hash.hashCode(), parts) == part) compare(hash, told);
      }
      last = hashes.getLast();
    }
  }

  private void compare(String hash, Consumer<String> told) {
    try {
      Path file = store.place(hash);
      if (!Files.isRegularFile(file)) {
        told.accept("file " + hash + " is gone");
      } else if (!FileProof.hash(file).equals(hash)) {
        told.accept("file " + hash + " has other bytes than were sealed");
      }
    } catch (IOException | RuntimeException e) { // also a hash that was altered so that it is none
      told.accept("file " + hash + " cannot be read: " + e);
    }
  }
}
