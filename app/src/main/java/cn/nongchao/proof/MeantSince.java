package cn.nongchao.proof;

import cn.nongchao.loop.EntryTail;
import cn.nongchao.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * From which transaction on every entry says how it was meant, kept in the data directory and so
 * outside the database: whoever alters one before it is sealed cannot pass it for an older one.
 */
@Component
class MeantSince {

  private static final long UNKNOWN = -1;

  private final Path file;
  private final EntryTail tail;
  private volatile long since = UNKNOWN;

  MeantSince(Settings settings, EntryTail tail) {
    this.file = settings.data().resolve("entries-meant-since");
    this.tail = tail;
  }

  /** Before anybody writes: what comes from then on is covered. */
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    since();
  }

  /** Whether an entry of this transaction must say how it was meant. */
  boolean covers(long txid) {
    return txid > since();
  }

  private synchronized long since() {
    if (since != UNKNOWN) return since;
    try {
      if (!Files.exists(file)) {
        Path next = file.resolveSibling("next-meant-since");
        Files.writeString(next, tail.last() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      since = Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      throw new LogBroken(file + " cannot be read: " + e.getMessage(), e);
    }
    return since;
  }
}
