package cn.nongchao.proof;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tree.TreeHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The public log: what anyone may read of it. */
@Component
@Transactional
public class PublicLog {

  private final LogStore store;
  private final Records records;
  private final LogKeys keys;
  private final WitnessedStore witnessed;
  private final LogProofs proofs;

  PublicLog(
      LogStore store, Records records, LogKeys keys, WitnessedStore witnessed, LogProofs proofs) {
    this.store = store;
    this.witnessed = witnessed;
    this.records = records;
    this.keys = keys;
    this.proofs = proofs;
  }

  /**
   * Where the log stands, all of one moment.
   *
   * @param checkpoint the signed note
   */
  public record Standing(String origin, long size, Instant sealedAt, String checkpoint) {}

  public Standing standing() {
    LogStore.State state = state();
    return new Standing(
        state.origin(), state.size(), state.sealedAt(), proofs.cosigned(state).toString());
  }

  /** The signed note, as served: with the lines of witnesses that have cosigned it by now. */
  public String checkpoint() {
    return proofs.cosigned(state()).toString();
  }

  /** The largest checkpoint that a witness cosigned; empty where there is none. */
  public Optional<String> witnessed() {
    try {
      return witnessed.covering(-1).map(SignedNote::toString);
    } catch (Malformed e) {
      throw new LogBroken("a stored cosignature is malformed", e);
    }
  }

  public String origin() {
    return state().origin();
  }

  /** Leaves sealed so far. */
  public long size() {
    return state().size();
  }

  public List<String> verifierKeys() {
    return keys.verifierKeys(state().origin()).stream().map(VerifierKey::toString).toList();
  }

  /** Exactly as many hashes or entries as asked; null where the log has not grown so far. */
  public byte @Nullable [] tile(TileId id) {
    byte[] bytes = store.read(id);
    if (bytes == null) return null;
    if (id.level() != TileId.ENTRIES) {
      return Arrays.copyOf(bytes, id.width() * TreeHash.SIZE);
    }
    try {
      List<byte[]> entries = EntryBundle.decode(bytes);
      return entries.size() == id.width()
          ? bytes
          : EntryBundle.encode(entries.subList(0, id.width()));
    } catch (Malformed e) {
      throw new LogBroken("entry bundle " + id + " is malformed", e);
    }
  }

  /** Queues a record for the log, in the caller's transaction; once for each id. */
  public void record(UUID id, EntryFacts facts) {
    records.add(id, facts);
  }

  /** Whether a record of this id is queued or sealed. */
  @Transactional(readOnly = true)
  public boolean isRecorded(UUID id) {
    return records.find(id).isPresent();
  }

  private LogStore.State state() {
    return store.state().orElseThrow(() -> new LogBroken("the log was not founded", null));
  }
}
