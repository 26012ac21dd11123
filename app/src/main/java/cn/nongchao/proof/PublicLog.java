package cn.nongchao.proof;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.EntryTail;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.receipt.Receipt;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TlogProof;
import cn.nongchao.seal.tree.TreeHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The public log: what anyone may read, receipts for those who may see an entry. */
@Component
@Transactional
public class PublicLog {

  private final LogStore store;
  private final Records records;
  private final LogKeys keys;
  private final EntryTail tail;
  private final WitnessedStore witnessed;

  PublicLog(
      LogStore store, Records records, LogKeys keys, EntryTail tail, WitnessedStore witnessed) {
    this.store = store;
    this.witnessed = witnessed;
    this.records = records;
    this.keys = keys;
    this.tail = tail;
  }

  /**
   * Where the log stands, all of one moment.
   *
   * @param checkpoint the signed note
   */
  public record Standing(String origin, long size, Instant sealedAt, String checkpoint) {}

  public Standing standing() {
    LogStore.State state = state();
    return new Standing(state.origin(), state.size(), state.sealedAt(), cosigned(state).toString());
  }

  /** The signed note, as served: with the lines of witnesses that have cosigned it by now. */
  public String checkpoint() {
    return cosigned(state()).toString();
  }

  /** The largest checkpoint that a witness cosigned; empty where there is none. */
  public Optional<String> witnessed() {
    try {
      return witnessed.covering(-1).map(SignedNote::toString);
    } catch (Malformed e) {
      throw new LogBroken("a stored cosignature is malformed", e);
    }
  }

  private SignedNote cosigned(LogStore.State state) {
    try {
      return witnessed.joined(SignedNote.parse(state.checkpoint()));
    } catch (Malformed e) {
      throw new LogBroken("the stored checkpoint is malformed", e);
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

  /** Where a sealed subject lies; empty until it is sealed, within about a second. */
  @Transactional(readOnly = true)
  public Optional<Long> index(UUID subject) {
    return store.index(subject);
  }

  /** What is sealed of a loop entry or record; the caller has made sure that it may be seen. */
  @Transactional(readOnly = true)
  public Optional<SealedEntry> sealed(UUID subject) {
    Optional<SealedEntry> record = records.find(subject);
    if (record.isPresent()) return record;
    return tail.find(subject).map(found -> EntryForm.of(found.entry(), found.salt()));
  }

  /**
   * A receipt anyone can check; empty while the subject is not sealed yet. Where a witness has
   * cosigned a tree with the subject in it, the proof is for that tree.
   */
  @Transactional(readOnly = true)
  public Optional<Receipt> receipt(UUID subject) {
    Optional<Long> index = store.index(subject);
    Optional<SealedEntry> sealed = sealed(subject);
    if (index.isEmpty() || sealed.isEmpty()) return Optional.empty();
    LogStore.State state = state();
    TileTree tree = new TileTree(store, state.size());
    try {
      SignedNote checkpoint = witnessed.covering(index.get()).orElse(cosigned(state));
      long size = Checkpoint.parse(checkpoint.text()).size();
      TlogProof proof = new TlogProof(index.get(), tree.inclusion(index.get(), size), checkpoint);
      return Optional.of(new Receipt(sealed.get(), proof));
    } catch (Malformed e) {
      throw new LogBroken("the stored checkpoint is malformed", e);
    }
  }

  /** The entry a receipt would disclose, to decide who may have it. */
  @Transactional(readOnly = true)
  public Optional<Entry> entry(UUID subject) {
    return tail.find(subject).map(EntryTail.Final::entry);
  }

  private LogStore.State state() {
    return store.state().orElseThrow(() -> new LogBroken("the log was not founded", null));
  }
}
