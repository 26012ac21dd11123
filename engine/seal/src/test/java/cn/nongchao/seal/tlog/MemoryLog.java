package cn.nongchao.seal.tlog;

import cn.nongchao.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log kept in memory, with every tile that was ever written. */
public final class MemoryLog implements Tiles {
  public final Map<String, byte[]> files = new HashMap<>();
  public final List<byte[]> leaves = new ArrayList<>();
  public TreeBuilder builder = TreeBuilder.empty();

  @Override
  public byte[] read(TileId tile) {
    byte[] exact = files.get(tile.path());
    return exact == null ? files.get(tile.whole().path()) : exact;
  }

  /** Appends leaf hashes and stores what changed. */
  public TreeBuilder.Grown append(List<byte[]> hashes) {
    TreeBuilder.Grown grown = builder.append(hashes);
    leaves.addAll(hashes);
    grown.tiles().forEach(tile -> files.put(tile.id().path(), tile.bytes()));
    return grown;
  }

  public TreeBuilder.Grown append(int count) {
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String entry = "entry " + (leaves.size() + i);
      hashes.add(TreeHash.leaf(entry.getBytes(StandardCharsets.UTF_8)));
    }
    return append(hashes);
  }

  /** Forgets all that is not stored, as a crash does. */
  public void restart() {
    builder = TreeBuilder.resume(this, builder.size());
  }
}
