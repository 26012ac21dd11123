package cn.nongchao.proof;

import cn.nongchao.loop.Audited;
import cn.nongchao.platform.Position;
import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TrustedLog;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/**
 * Recomputes the whole log from what is stored and names whatever is not as it was sealed: entries,
 * records and audit lines, codes and their status, tiles, the signed checkpoint, and the rows of
 * whoever is {@link Audited}. In memory it holds one batch at a time. What was written after it
 * began is left to the next audit.
 */
@Component
public class LogAudit {

  private static final int BATCH = 4096;

  private final LogStore store;
  private final List<Source> sources;
  private final LogKeys keys;
  private final LeafAudit leaves;
  private final CodeAudit codes;
  private final List<Audited> others;

  LogAudit(
      LogStore store,
      List<Source> sources,
      LogKeys keys,
      LeafAudit leaves,
      CodeAudit codes,
      List<Audited> others) {
    this.store = store;
    this.sources = sources;
    this.keys = keys;
    this.leaves = leaves;
    this.codes = codes;
    this.others = others;
  }

  /**
   * @param progress is told how many leaves are compared
   */
  public AuditFindings run(LongConsumer progress) {
    AuditFindings findings = new AuditFindings();
    State state = store.state().orElse(null);
    if (state == null) {
      findings.add("the log has no state");
      return findings;
    }
    signature(state, findings);
    leaves.compare(state, findings, progress);
    for (Source source : sources) leftOut(source, findings);
    codes.compare(findings);
    for (Audited other : others) other.differing(findings::add);
    return findings;
  }

  private void signature(State state, AuditFindings findings) {
    try {
      TrustedLog ours = TrustedLog.of(state.origin(), keys.verifierKeys(state.origin()));
      Checkpoint signed = ours.open(SignedNote.parse(state.checkpoint())).checkpoint();
      if (!signed.sameTree(new Checkpoint(state.origin(), state.size(), state.root()))) {
        findings.add("the signed checkpoint is of another tree than the state");
      }
    } catch (Malformed e) {
      findings.add("the stored checkpoint is not signed by us: " + e.reason().en());
    } catch (IllegalArgumentException e) { // altered so that there is no such tree
      findings.add("the state of the log is none: " + e.getMessage());
    }
  }

  /** What stands before the place up to which its source was sealed, and has no leaf. */
  private void leftOut(Source source, AuditFindings findings) {
    Position end = store.position(source.name());
    Position at = Position.START;
    while (true) {
      List<Source.Final> read = source.after(at, BATCH);
      if (read.isEmpty()) return;
      Set<UUID> known = store.known(source.name(), read.stream().map(Source.Final::id).toList());
      for (Source.Final piece : read) {
        if (piece.position().isAfter(end)) return;
        if (!known.contains(piece.id())) {
          findings.add(source.name() + " " + piece.id() + " was never sealed");
        }
      }
      at = read.getLast().position();
    }
  }
}
