package cn.nongchao.proof;

import cn.nongchao.proof.Gathering.Subject;
import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.receipt.ReceiptCheck;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.MissingTile;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TlogProof;
import cn.nongchao.seal.tlog.TrustedLog;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares what is stored with the log as it was signed. Rows and tiles can be altered by whoever
 * has the database's password; the keys that sign are not kept there.
 */
@Component
class LogProofs {

  /** How what is stored of a piece stands to the log. */
  enum Standing {
    PROVED,
    /** Not sealed yet, which takes about a second. */
    WAITING,
    /** It could not be sealed; a marker lies in its place. */
    SET_ASIDE,
    /** What is stored is not what was sealed. */
    ALTERED
  }

  private final LogStore store;
  private final LogKeys keys;
  private final WitnessedStore witnessed;

  LogProofs(LogStore store, LogKeys keys, WitnessedStore witnessed) {
    this.store = store;
    this.keys = keys;
    this.witnessed = witnessed;
  }

  Standing of(Subject subject, SealedEntry stored) {
    Optional<Long> index = store.index(subject);
    if (index.isEmpty()) return store.isAside(subject) ? Standing.SET_ASIDE : Standing.WAITING;
    return proof(index.get(), stored).isPresent() ? Standing.PROVED : Standing.ALTERED;
  }

  /**
   * The proof that what is stored lies in the log; empty where it does not, or not yet. Where a
   * witness has cosigned a tree with it, the proof is for that tree.
   */
  Optional<TlogProof> proof(Subject subject, SealedEntry stored) {
    return store.index(subject).flatMap(index -> proof(index, stored));
  }

  private Optional<TlogProof> proof(long index, SealedEntry stored) {
    State state = store.state().orElseThrow(() -> new LogBroken("the log was not founded", null));
    TileTree tree = new TileTree(store, state.size());
    try {
      SignedNote checkpoint = witnessed.covering(index).orElse(cosigned(state));
      long size = Checkpoint.parse(checkpoint.text()).size();
      TlogProof proof = new TlogProof(index, tree.inclusion(index, size), checkpoint);
      TrustedLog ours = TrustedLog.of(state.origin(), keys.verifierKeys(state.origin()));
      return ReceiptCheck.check(proof, stored.leafHash(), ours) instanceof Verdict.Genuine
          ? Optional.of(proof)
          : Optional.empty();
    } catch (Malformed | MissingTile e) {
      return Optional.empty();
    }
  }

  /** The signed note with the lines of witnesses that have cosigned it by now. */
  SignedNote cosigned(State state) {
    try {
      return witnessed.joined(SignedNote.parse(state.checkpoint()));
    } catch (Malformed e) {
      throw new LogBroken("the stored checkpoint is malformed", e);
    }
  }
}
