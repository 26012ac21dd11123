package cn.nongchao.proof;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.Erasing;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.proof.Gathering.Subject;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.SealedEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases the personal data of a loop and of those that hang on it, all or nothing. The public log
 * keeps its hashes, which tell nothing without the salts that go; what remains is recorded, so that
 * the audit finds every other change.
 */
@Component
@Transactional
public class Erasures {

  private static final Refusal NOT_YET =
      Refusal.of(
          "not-yet",
          "最近的记录正在封存，请两秒后再试",
          "its latest entries are being sealed: try again in two seconds");

  /**
   * What went.
   *
   * @param files how many
   */
  public record Erased(Instant at, int files) {}

  private final Loops loops;
  private final Erasing erasing;
  private final EntrySource entries;
  private final LogStore store;
  private final ErasureProof proof;
  private final Clock clock;

  Erasures(
      Loops loops,
      Erasing erasing,
      EntrySource entries,
      LogStore store,
      ErasureProof proof,
      Clock clock) {
    this.loops = loops;
    this.erasing = erasing;
    this.entries = entries;
    this.store = store;
    this.proof = proof;
    this.clock = clock;
  }

  /**
   * @param everyFile also the files of those who handled it; else the reporter's alone
   */
  public Outcome<Erased> erase(LoopId loop, boolean everyFile) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<LoopId> whole = erasing.whole(loop);
    List<Entry> wordy = whole.stream().flatMap(one -> erasing.wordy(one).stream()).toList();
    if (!wordy.stream().allMatch(this::isInTheLog)) return Outcome.refused(NOT_YET);
    int files = 0;
    for (Entry entry : wordy) words(entry, at);
    for (LoopId one : whole) {
      String kind = loops.find(one).map(Loop::kind).orElseThrow();
      files += erasing.rest(one, kind, everyFile, at);
    }
    return Outcome.done(new Erased(at, files));
  }

  private boolean isInTheLog(Entry entry) {
    Subject subject = new Subject(EntrySource.NAME, entry.id());
    return store.index(subject).isPresent() || store.isAside(subject);
  }

  private void words(Entry entry, Instant at) {
    String was = committed(form(entry.id()));
    erasing.words(entry, at);
    proof.record(entry.id(), was, form(entry.id()), at);
  }

  private Supplier<SealedEntry> form(UUID entry) {
    return entries.all(List.of(entry)).getFirst().form();
  }

  /** As the log holds it; where the entry had been altered before, the audit goes on saying so. */
  private static String committed(Supplier<SealedEntry> form) {
    try {
      return HexFormat.of().formatHex(form.get().commitment());
    } catch (Malformed e) {
      return Gathering.digest(form); // set aside
    }
  }
}
