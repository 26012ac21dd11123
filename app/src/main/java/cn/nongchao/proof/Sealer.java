package cn.nongchao.proof;

import cn.nongchao.loop.EntryTail;
import cn.nongchao.loop.EntryTail.Position;
import cn.nongchao.platform.Settings;
import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.MissingTile;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TreeBuilder;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.TreeHash;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts what became final into the log, a batch at a time. One batch is one transaction: leaves,
 * tiles, signed checkpoint and how far was read are all written or none, so a crash at any instant
 * neither skips nor doubles. The state's row lock lets one node seal at a time; when that node
 * dies, its lock dies with its connection.
 */
@Component
class Sealer {

  /** Big enough to amortise a commit, small enough to stay well under two seconds. */
  static final int BATCH = 4096;

  private final LogStore store;
  private final EntryTail tail;
  private final Records records;
  private final LogKeys keys;
  private final Settings settings;
  private final Clock clock;

  Sealer(
      LogStore store,
      EntryTail tail,
      Records records,
      LogKeys keys,
      Settings settings,
      Clock clock) {
    this.store = store;
    this.tail = tail;
    this.records = records;
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Makes the empty log on first start.
   *
   * @throws KeysUnusable where nothing could be signed
   */
  @Transactional
  void found() {
    State state = store.state().orElse(null);
    String origin = state == null ? origin(settings.origin()) : state.origin();
    NoteSigner[] signers = keys.signers(origin); // made or opened now: refused now, not later
    if (state != null) return;
    Checkpoint empty = new Checkpoint(origin, 0, TreeHash.empty());
    SignedNote note = empty.sign(clock.instant(), signers);
    store.found(
        new State(
            origin,
            0,
            empty.root(),
            note.toString(),
            Position.START,
            Position.START,
            clock.instant()));
  }

  /** The log's name: the installation's address without scheme, as tlog-checkpoint advises. */
  static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getAuthority() + uri.getPath().replaceAll("/+$", "") + "/log";
  }

  /**
   * Seals one batch.
   *
   * @return how many were sealed; 0 too where another node is sealing
   * @throws LogBroken where what is stored does not hold together; nothing is signed then
   */
  @Transactional
  int sealBatch() {
    State state = store.lock().orElse(null);
    if (state == null) return 0;
    List<UUID> subjects = new ArrayList<>();
    List<byte[]> commitments = new ArrayList<>();
    Position entries = state.entries();
    for (EntryTail.Final read : tail.after(entries, BATCH)) {
      add(read.entry().id(), EntryForm.of(read.entry(), read.salt()), subjects, commitments);
      entries = read.position();
    }
    Position others = state.records();
    for (Records.Final read : records.after(others, BATCH)) {
      add(read.id(), read.sealed(), subjects, commitments);
      others = read.position();
    }
    if (subjects.isEmpty()) return 0;
    TreeBuilder builder = resume(state);
    TreeBuilder.Grown grown = builder.append(commitments.stream().map(TreeHash::leaf).toList());
    store.write(grown.tiles());
    store.write(bundles(state.size(), commitments));
    store.place(subjects, state.size());
    Checkpoint checkpoint = new Checkpoint(state.origin(), grown.size(), grown.root());
    SignedNote note = checkpoint.sign(clock.instant(), keys.signers(state.origin()));
    store.advance(
        new State(
            state.origin(),
            grown.size(),
            grown.root(),
            note.toString(),
            entries,
            others,
            clock.instant()));
    return subjects.size();
  }

  /** Signs the tree as it stands anew, after the keys changed. Waits for whoever is sealing. */
  @Transactional
  VerifierKey rotateKey() {
    State state = store.await().orElseThrow(() -> new LogBroken("the log was not founded", null));
    resume(state);
    VerifierKey fresh = keys.rotate(state.origin());
    Checkpoint same = new Checkpoint(state.origin(), state.size(), state.root());
    SignedNote note = same.sign(clock.instant(), keys.signers(state.origin()));
    store.advance(
        new State(
            state.origin(),
            state.size(),
            state.root(),
            note.toString(),
            state.entries(),
            state.records(),
            clock.instant()));
    return fresh;
  }

  private static void add(
      UUID id, SealedEntry sealed, List<UUID> subjects, List<byte[]> commitments) {
    try {
      commitments.add(sealed.commitment());
      subjects.add(id);
    } catch (Malformed e) {
      throw new LogBroken("entry " + id + " cannot be sealed: " + e.reason().en(), e);
    }
  }

  /** Goes on from the stored tiles, after making sure that they are what was last signed. */
  private TreeBuilder resume(State state) {
    try {
      TreeBuilder builder = TreeBuilder.resume(store, state.size());
      if (!Arrays.equals(builder.root(), state.root())) {
        throw new LogBroken("the stored tiles do not give the stored root", null);
      }
      TrustedLog ours = TrustedLog.of(state.origin(), keys.verifierKeys(state.origin()));
      Checkpoint signed = ours.open(SignedNote.parse(state.checkpoint())).checkpoint();
      if (!signed.sameTree(new Checkpoint(state.origin(), state.size(), state.root()))) {
        throw new LogBroken("the signed checkpoint is not of the stored tree", null);
      }
      return builder;
    } catch (MissingTile e) {
      throw new LogBroken("a tile is missing: " + e.getMessage(), e);
    } catch (Malformed e) {
      throw new LogBroken("the stored checkpoint is not ours: " + e.reason().en(), e);
    }
  }

  private List<TileData> bundles(long size, List<byte[]> commitments) {
    List<TileData> bundles = new ArrayList<>();
    long at = size;
    int taken = 0;
    while (taken < commitments.size()) {
      long index = at / TileId.FULL;
      int held = (int) (at % TileId.FULL);
      int count = Math.min(TileId.FULL - held, commitments.size() - taken);
      byte[] added = EntryBundle.encode(commitments.subList(taken, taken + count));
      bundles.add(new TileData(TileId.entries(index, held + count), joined(index, held, added)));
      at += count;
      taken += count;
    }
    return bundles;
  }

  private byte[] joined(long index, int held, byte[] added) {
    if (held == 0) return added;
    byte[] before = store.read(TileId.entries(index, held));
    if (before == null) throw new LogBroken("entry bundle " + index + " is missing", null);
    byte[] all = Arrays.copyOf(before, before.length + added.length);
    System.arraycopy(added, 0, all, before.length, added.length);
    return all;
  }
}
