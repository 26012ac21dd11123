package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TreeBuilder;
import cn.nongchao.seal.tree.TreeHash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a whole log: every leaf from its record, every tile from the leaves, the root from the
 * tiles; and what the root was at an earlier size.
 */
final class LogAudit {
  /** So many bundles are fetched ahead of the one being hashed. */
  private static final int AHEAD = 24;

  private final LogFiles files;
  private final long size;
  private final TreeBuilder builder = TreeBuilder.empty();
  private long earlierSize = -1;
  private byte @Nullable [] earlierRoot;
  private long records;
  private long tiles;

  LogAudit(LogFiles files, long size) {
    this.files = files;
    this.size = size;
  }

  /** One bundle of entries and the tile of their hashes. */
  private record Part(long index, int width, byte @Nullable [] bundle, byte @Nullable [] tile) {}

  /** What the root was at that size is wanted too. */
  void alsoAt(long earlier) {
    this.earlierSize = earlier;
  }

  byte[] root() {
    return builder.root();
  }

  /** The root at the earlier size, once that size was passed. */
  byte @Nullable [] earlierRoot() {
    return earlierRoot;
  }

  /** How many records were hashed; the rest were known by the hashes in their tiles only. */
  long records() {
    return records;
  }

  /** How many tiles were compared with those computed. */
  long tiles() {
    return tiles;
  }

  /**
   * Downloads and recomputes.
   *
   * @throws Malformed if the log contradicts itself
   */
  void run(Progress progress) throws Unreadable, Malformed {
    noteEarlier();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Deque<Future<Part>> coming = new ArrayDeque<>();
      long next = 0;
      while (builder.size() < size) {
        while (coming.size() < AHEAD && next * TileId.FULL < size) {
          long index = next++;
          coming.add(workers.submit(() -> part(index)));
        }
        try {
          take(await(coming.remove()));
        } catch (Unreadable | Malformed | RuntimeException e) {
          workers.shutdownNow();
          throw e;
        }
        progress.at(builder.size());
      }
    }
    for (TileData tile : builder.edge()) {
      if (tile.id().level() > 0) {
        compare(tile, files.tile(tile.id()));
      }
    }
  }

  private static Part await(Future<Part> part) throws Unreadable {
    try {
      return part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreadable("已中断", "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Unreadable unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("a download failed", e.getCause());
    }
  }

  private Part part(long index) throws Unreadable {
    int width = TileId.widthAt(0, index, size);
    return new Part(
        index, width, files.bundle(index, width), files.tile(new TileId(0, index, width)));
  }

  private void take(Part part) throws Unreadable, Malformed {
    TileId id = new TileId(0, part.index(), part.width());
    byte[] tile = part.tile();
    if (tile == null) {
      throw new Unreadable("日志缺少 " + id.path(), "the log lacks " + id.path());
    }
    if (tile.length != id.width() * TreeHash.SIZE) {
      throw Malformed.of(id.path() + " 长度不对", id.path() + " has a wrong length");
    }
    List<byte[]> leaves = hashes(tile);
    if (part.bundle() != null) {
      requireSame(records(part.bundle(), part), leaves, part);
      records += leaves.size();
    }
    tiles++;
    grow(leaves);
  }

  private static List<byte[]> records(byte[] bundle, Part part) throws Malformed {
    List<byte[]> records = EntryBundle.decode(bundle);
    if (records.size() < part.width()) {
      String path = TileId.entries(part.index(), part.width()).path();
      throw Malformed.of(path + " 条目不足", path + " holds too few entries");
    }
    return records.subList(0, part.width());
  }

  private static void requireSame(List<byte[]> records, List<byte[]> leaves, Part part)
      throws Malformed {
    for (int i = 0; i < leaves.size(); i++) {
      if (!Arrays.equals(TreeHash.leaf(records.get(i)), leaves.get(i))) {
        long entry = part.index() * TileId.FULL + i;
        throw Malformed.of(
            "第 " + entry + " 条的内容与其哈希不符", "entry " + entry + " does not match its hash");
      }
    }
  }

  private void grow(List<byte[]> leaves) throws Unreadable, Malformed {
    long room = earlierSize - builder.size();
    int first = room > 0 && room < leaves.size() ? (int) room : leaves.size();
    append(leaves.subList(0, first));
    noteEarlier();
    append(leaves.subList(first, leaves.size()));
  }

  private void append(List<byte[]> leaves) throws Unreadable, Malformed {
    for (TileData tile : builder.append(leaves).tiles()) {
      if (tile.id().full() && tile.id().level() > 0) {
        compare(tile, files.tile(tile.id()));
      }
    }
  }

  private void noteEarlier() {
    if (builder.size() == earlierSize) {
      earlierRoot = builder.root();
    }
  }

  private void compare(TileData computed, byte @Nullable [] served) throws Unreadable, Malformed {
    String path = computed.id().path();
    if (served == null) {
      throw new Unreadable("日志缺少 " + path, "the log lacks " + path);
    }
    if (!Arrays.equals(served, computed.bytes())) {
      throw Malformed.of(path + " 与重新计算的不同", path + " differs from what its leaves give");
    }
    tiles++;
  }

  private static List<byte[]> hashes(byte[] tile) {
    List<byte[]> hashes = new ArrayList<>();
    for (int at = 0; at < tile.length; at += TreeHash.SIZE) {
      hashes.add(Arrays.copyOfRange(tile, at, at + TreeHash.SIZE));
    }
    return hashes;
  }

  /** Whether the recomputed tree is the one of the checkpoint. */
  boolean agreesWith(Checkpoint checkpoint) {
    return builder.size() == checkpoint.size() && Arrays.equals(root(), checkpoint.root());
  }
}
