package cn.nongchao.proof;

import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.MissingTile;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TrustedLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The last checkpoint signed here, kept in the data directory and so outside the database: a copy
 * of the database that was put back is behind it, and signing on from there would fork the log.
 */
@Component
class LogMemory {

  private static final Logger LOG = LoggerFactory.getLogger(LogMemory.class);

  private final Path file;
  private final LogStore store;
  private final LogKeys keys;

  LogMemory(Settings settings, LogStore store, LogKeys keys) {
    this.file = settings.data().resolve("last-checkpoint");
    this.store = store;
    this.keys = keys;
  }

  /**
   * To be called once what was signed is committed: never before, or a crash would look like it.
   */
  void remember(State state) throws IOException {
    Path next = file.resolveSibling("next-checkpoint");
    Files.writeString(next, state.checkpoint());
    try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
      out.force(true); // a power cut leaves the old one or the new one
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Forgets it, so that the log may go on from where the database is. */
  boolean forget() throws IOException {
    return Files.deleteIfExists(file);
  }

  /** The log is called otherwise now, or begun again. */
  void forgetTrial() {
    try {
      forget();
    } catch (IOException e) {
      LOG.warn("{} is a trial's, and is passed over", file);
    }
  }

  /** Why the stored log is not one that goes on from what was signed here; empty where it is. */
  Optional<String> contradicts(State state) throws IOException {
    if (!Files.exists(file)) return Optional.empty();
    if (isOfTrial(state)) return Optional.empty();
    try {
      TrustedLog ours = TrustedLog.of(state.origin(), keys.verifierKeys(state.origin()));
      Checkpoint last = ours.open(SignedNote.parse(Files.readString(file))).checkpoint();
      if (last.size() > state.size()) {
        return Optional.of(
            "%d entries were signed, the database holds %d".formatted(last.size(), state.size()));
      }
      boolean same =
          last.size() == 0 || Arrays.equals(new TileTree(store, last.size()).root(), last.root());
      return same
          ? Optional.empty()
          : Optional.of("the first %d entries are not those signed".formatted(last.size()));
    } catch (Malformed e) {
      return Optional.of(file + " is no checkpoint signed here: " + e.reason().en());
    } catch (MissingTile e) {
      return Optional.of("a tile is missing: " + e.getMessage());
    }
  }

  /** A trial's log ends without another going on from it; it is called after this machine. */
  private boolean isOfTrial(State state) throws IOException {
    String name = Files.readString(file).lines().findFirst().orElse("");
    return !name.equals(state.origin()) && PublicAddress.isThisMachine("http://" + name);
  }
}
