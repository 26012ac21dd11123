package cn.nongchao.proof;

import cn.nongchao.proof.Gathering.Aside;
import cn.nongchao.proof.Gathering.Placed;
import cn.nongchao.proof.Gathering.Subject;
import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TreeBuilder;
import cn.nongchao.seal.tree.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares every leaf with the piece it was made of, and every tile with the leaves. */
@Component
class LeafAudit {

  /** Whole bundles, so that each is read once. */
  private static final int BATCH = 16 * TileId.FULL;

  private final LogStore store;
  private final ErasureProof erasures;
  private final Map<String, Source> sources = new HashMap<>();

  LeafAudit(LogStore store, List<Source> sources, ErasureProof erasures) {
    this.store = store;
    this.erasures = erasures;
    for (Source source : sources) this.sources.put(source.name(), source);
  }

  void compare(State state, AuditFindings findings, LongConsumer progress) {
    TreeBuilder tree = TreeBuilder.empty();
    for (long first = 0; first < state.size(); first += BATCH) {
      int count = (int) Math.min(BATCH, state.size() - first);
      List<byte[]> published = published(first, count, findings);
      pieces(first, published, findings);
      for (TileData tile : tree.append(published.stream().map(TreeHash::leaf).toList()).tiles()) {
        byte[] stored = store.read(tile.id());
        if (!begins(stored, tile.bytes())) {
          findings.add("tile " + tile.id() + " does not fit the entries published");
        }
      }
      findings.read(first + count);
      progress.accept(first + count);
    }
    if (!Arrays.equals(tree.root(), state.root())) {
      findings.add("the entries published do not give the signed root");
    }
  }

  private static boolean begins(byte @Nullable [] stored, byte[] wanted) {
    return stored != null
        && stored.length >= wanted.length
        && Arrays.equals(stored, 0, wanted.length, wanted, 0, wanted.length);
  }

  /** The commitments as they are served; zeroes where there is none. */
  private List<byte[]> published(long first, int count, AuditFindings findings) {
    List<byte[]> all = new ArrayList<>(count);
    for (long index = first / TileId.FULL; all.size() < count; index++) {
      int width = Math.min(TileId.FULL, count - all.size());
      List<byte[]> bundle = bundle(index, width);
      if (bundle.size() < width) findings.add("entry bundle " + index + " is not whole");
      for (int i = 0; i < width; i++) {
        boolean held = i < bundle.size() && bundle.get(i).length == TreeHash.SIZE;
        all.add(held ? bundle.get(i) : new byte[TreeHash.SIZE]);
      }
    }
    return all;
  }

  private List<byte[]> bundle(long index, int width) {
    byte[] bytes = store.read(TileId.entries(index, width));
    if (bytes == null) return List.of();
    try {
      return EntryBundle.decode(bytes);
    } catch (Malformed e) {
      return List.of();
    }
  }

  private void pieces(long first, List<byte[]> published, AuditFindings findings) {
    long end = first + published.size();
    Map<String, Map<UUID, Long>> wanted = new HashMap<>();
    boolean[] known = new boolean[published.size()];
    for (Placed placed : store.placed(first, end)) {
      known[(int) (placed.index() - first)] = true;
      wanted
          .computeIfAbsent(placed.subject().source(), name -> new HashMap<>())
          .put(placed.subject().id(), placed.index());
    }
    for (Aside aside : store.aside(first, end)) {
      int at = (int) (aside.index() - first);
      known[at] = true;
      compare("marker for " + aside.subject().id(), aside::marker, published.get(at), findings);
      compare(aside, findings);
    }
    wanted.forEach((source, ids) -> compare(source, ids, first, published, findings));
    for (int i = 0; i < known.length; i++) {
      if (!known[i])
        findings.add("what leaf " + (first + i) + " was made of is not known any more");
    }
  }

  private void compare(Aside aside, AuditFindings findings) {
    Subject subject = aside.subject();
    Source source = sources.get(subject.source());
    boolean same =
        source != null
            && source.all(List.of(subject.id())).stream()
                .anyMatch(piece ->
                    Gathering.digest(piece.form()).equals(aside.digest())
                        || isErased(subject.source(), piece, aside.digest()));
    if (!same) findings.add(subject.source() + " " + subject.id() + " is not what was set aside");
  }

  private void compare(
      String name,
      Map<UUID, Long> ids,
      long first,
      List<byte[]> published,
      AuditFindings findings) {
    Source source = sources.get(name);
    Map<UUID, Long> missing = new HashMap<>(ids);
    if (source != null) {
      for (Source.Final piece : source.all(ids.keySet())) {
        Long index = missing.remove(piece.id());
        if (index == null) continue;
        byte[] leaf = published.get((int) (index - first));
        if (holds(piece.form(), leaf)) continue;
        if (isErased(name, piece, HexFormat.of().formatHex(leaf))) continue;
        compare(name + " " + piece.id(), piece.form(), leaf, findings);
      }
    }
    missing.keySet().forEach(id -> findings.add(name + " " + id + " was sealed and is gone"));
  }

  private boolean isErased(String source, Source.Final piece, String was) {
    return source.equals(EntrySource.NAME) && erasures.isLawful(piece.id(), was, piece.form());
  }

  private static boolean holds(Supplier<SealedEntry> form, byte[] published) {
    try {
      return Arrays.equals(form.get().commitment(), published);
    } catch (Malformed | RuntimeException formless) {
      return false;
    }
  }

  private static void compare(
      String what, Supplier<SealedEntry> form, byte[] published, AuditFindings findings) {
    try {
      if (Arrays.equals(form.get().commitment(), published)) return;
      findings.add(what + " is not what was sealed");
    } catch (Malformed | RuntimeException e) {
      findings.add(what + " cannot be put into the form that was sealed");
    }
  }
}
