package cn.nongchao.proof;

import cn.nongchao.platform.Settings;
import cn.nongchao.proof.Gathering.Subject;
import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
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
import java.util.Set;
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
  private final List<Source> sources;
  private final LogKeys keys;
  private final Alerts alerts;
  private final Settings settings;
  private final Clock clock;

  Sealer(
      LogStore store,
      List<Source> sources,
      LogKeys keys,
      Alerts alerts,
      Settings settings,
      Clock clock) {
    this.store = store;
    this.sources = sources;
    this.keys = keys;
    this.alerts = alerts;
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
    store.found(new State(origin, 0, empty.root(), note.toString(), clock.instant()));
  }

  /** The log's name: the installation's address without scheme, as tlog-checkpoint advises. */
  static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getAuthority() + uri.getPath().replaceAll("/+$", "") + "/log";
  }

  /**
   * What one batch did.
   *
   * @param sealed how many leaves were added
   * @param more whether more is likely waiting
   */
  record Done(int sealed, boolean more) {}

  /**
   * Seals one batch. What cannot be sealed is set aside: a marker takes its place, supervision is
   * told, everything else goes on.
   *
   * @return nothing done too where another node is sealing
   * @throws LogBroken where what is stored does not hold together; nothing is signed then
   */
  @Transactional
  Done sealBatch() {
    State state = store.lock().orElse(null);
    if (state == null) return new Done(0, false);
    Gathering gathering = new Gathering(state.size());
    boolean more = false;
    for (Source source : sources) more |= gather(source, gathering);
    append(state, gathering);
    return new Done(gathering.commitments().size(), more);
  }

  /** Reads on in a source; passes over what lies in the log already. */
  private boolean gather(Source source, Gathering gathering) {
    List<Source.Final> read = source.after(store.position(source.name()), BATCH);
    if (read.isEmpty()) return false;
    Set<UUID> known = store.known(source.name(), read.stream().map(Source.Final::id).toList());
    for (Source.Final piece : read) {
      if (known.contains(piece.id())) continue;
      gathering.add(new Subject(source.name(), piece.id()), piece.form());
    }
    store.advance(source.name(), read.getLast().position());
    return read.size() == BATCH;
  }

  /**
   * Tries again what once could not be sealed: a later version may know how.
   *
   * @return how many were sealed now
   */
  @Transactional
  int sealAside() {
    State state = store.lock().orElse(null);
    if (state == null) return 0;
    Gathering gathering = new Gathering(state.size());
    for (Subject subject : store.waiting()) {
      Source source = source(subject.source());
      boolean sealed =
          source
              .find(subject.id())
              .filter(form -> source.isFit(subject.id()))
              .map(form -> gathering.addIfPossible(subject, form))
              .orElse(false);
      if (sealed) store.noLongerAside(subject, clock.instant());
    }
    append(state, gathering);
    return gathering.commitments().size();
  }

  private Source source(String name) {
    return sources.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private void append(State state, Gathering gathering) {
    if (gathering.isEmpty()) return;
    List<byte[]> commitments = gathering.commitments();
    TreeBuilder.Grown grown =
        resume(state).append(commitments.stream().map(TreeHash::leaf).toList());
    store.write(grown.tiles());
    store.write(bundles(state.size(), commitments));
    store.place(gathering.placed());
    store.setAside(gathering.aside(), clock.instant());
    for (Gathering.Aside one : gathering.aside()) {
      alerts.raise(AlertKind.ENTRY_SET_ASIDE, one.subject().id() + ": " + one.reason());
    }
    advance(state.origin(), new Checkpoint(state.origin(), grown.size(), grown.root()));
  }

  private void advance(String origin, Checkpoint checkpoint) {
    SignedNote note = checkpoint.sign(clock.instant(), keys.signers(origin));
    store.advance(
        new State(origin, checkpoint.size(), checkpoint.root(), note.toString(), clock.instant()));
  }

  /** Signs the tree as it stands anew, after the keys changed. Waits for whoever is sealing. */
  @Transactional
  VerifierKey rotateKey() {
    State state = store.await().orElseThrow(() -> new LogBroken("the log was not founded", null));
    resume(state);
    VerifierKey fresh = keys.rotate(state.origin());
    advance(state.origin(), new Checkpoint(state.origin(), state.size(), state.root()));
    return fresh;
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
