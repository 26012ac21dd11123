package cn.nongchao.proof;

import static cn.nongchao.proof.LogProofs.Standing.WAITING;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.EntryTail;
import cn.nongchao.proof.Gathering.Subject;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Receipts of loop entries, for those who may see the entry. */
@Component
@Transactional
public class Receipts {

  private final EntryTail tail;
  private final EntrySource entries;
  private final LogProofs proofs;
  private final Alerts alerts;
  private final ErasureProof erasures;

  Receipts(
      EntryTail tail, EntrySource entries, LogProofs proofs, Alerts alerts, ErasureProof erasures) {
    this.erasures = erasures;
    this.tail = tail;
    this.entries = entries;
    this.proofs = proofs;
    this.alerts = alerts;
  }

  /** What is sealed of a loop entry; the caller has made sure that it may be seen. */
  @Transactional(readOnly = true)
  public Optional<SealedEntry> sealed(UUID entry) {
    return entries.find(entry);
  }

  /**
   * A receipt anyone can check; empty while the entry is not sealed yet, and where what is stored
   * is not what was sealed. Where a witness has cosigned a tree with the entry in it, the proof is
   * for that tree.
   */
  @Transactional(readOnly = true)
  public Optional<Receipt> of(UUID entry) {
    return sealed(entry)
        .filter(stored -> isAsMeant(entry))
        .flatMap(stored ->
            proofs.proof(subject(entry), stored).map(proof -> new Receipt(stored, proof)));
  }

  /** Why there is no receipt. */
  public enum Withheld {
    NOT_YET,
    SET_ASIDE,
    /** Its words were erased as the law has it; receipts given before stay good. */
    ERASED,
    ALTERED
  }

  /** Why an entry has no receipt; whoever finds that one was altered has supervision told. */
  public Withheld withheld(UUID entry) {
    return switch (sealed(entry).map(stored -> proofs.of(subject(entry), stored)).orElse(WAITING)) {
      case PROVED, WAITING -> isAsMeant(entry) ? Withheld.NOT_YET : altered(entry);
      case SET_ASIDE -> Withheld.SET_ASIDE;
      case ALTERED -> erasedAt(entry).isPresent() ? Withheld.ERASED : altered(entry);
    };
  }

  private Withheld altered(UUID entry) {
    alerts.raise(AlertKind.RECORD_ALTERED, "entry " + entry);
    return Withheld.ALTERED;
  }

  /** What it says, and the name that stands beside it wherever its receipt is offered. */
  private boolean isAsMeant(UUID entry) {
    return entry(entry).map(tail::isAsMeant).orElse(true);
  }

  /** When its words were erased; empty where they were not. */
  @Transactional(readOnly = true)
  public Optional<Instant> erasedAt(UUID entry) {
    return sealed(entry).flatMap(stored -> erasures.at(entry, () -> stored));
  }

  private static Subject subject(UUID entry) {
    return new Subject(EntrySource.NAME, entry);
  }

  /** The entry a receipt would disclose, to decide who may have it. */
  @Transactional(readOnly = true)
  public Optional<Entry> entry(UUID entry) {
    return tail.find(List.of(entry)).stream().findFirst().map(EntryTail.Final::entry);
  }
}
