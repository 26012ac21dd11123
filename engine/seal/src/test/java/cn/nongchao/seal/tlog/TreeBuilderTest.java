package cn.nongchao.seal.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.seal.tree.ProofMaker;
import cn.nongchao.seal.tree.Proofs;
import cn.nongchao.seal.tree.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeBuilderTest {
  @Test
  void theEmptyTreeHasTheEmptyRootAndNoTiles() {
    TreeBuilder.Grown none = TreeBuilder.empty().append(List.of());
    assertThat(none.root()).isEqualTo(TreeHash.empty());
    assertThat(none.tiles()).isEmpty();
    assertThat(new TileTree(tile -> null, 0).root()).isEqualTo(TreeHash.empty());
  }

  @Test
  void anAppendGivesExactlyTheTilesThatChanged() {
    MemoryLog log = new MemoryLog();
    assertThat(paths(log.append(3))).containsExactly("tile/0/000.p/3");
    assertThat(paths(log.append(0))).isEmpty();
    assertThat(paths(log.append(253))).containsExactly("tile/0/000", "tile/1/000.p/1");
    assertThat(paths(log.append(5))).containsExactly("tile/0/001.p/5");
    assertThat(paths(log.append(256 + 251 + 5)))
        .containsExactly("tile/0/001", "tile/0/002", "tile/0/003.p/5", "tile/1/000.p/3");
    assertThat(paths(log.append(256)))
        .containsExactly("tile/0/003", "tile/0/004.p/5", "tile/1/000.p/4");
    assertThat(paths(log.append(65_536 - 1029)))
        .contains("tile/1/000", "tile/2/000.p/1")
        .doesNotContain("tile/1/000.p/255", "tile/0/255.p/255");
  }

  /** Random appends and crashes: every earlier checkpoint stays consistent with every later one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyEarlierCheckpointIsConsistentWithEveryLaterOne(long seed) {
    Random random = new Random(seed);
    MemoryLog log = new MemoryLog();
    List<Checkpoint> past = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      int count = random.nextInt(4) == 0 ? random.nextInt(1200) : random.nextInt(12);
      TreeBuilder.Grown grown = log.append(count);
      if (random.nextInt(3) == 0) {
        log.restart();
      }
      assertThat(log.builder.root()).isEqualTo(grown.root());
      if (grown.size() > 0) {
        past.add(new Checkpoint("log.example", grown.size(), grown.root()));
      }
    }
    for (Checkpoint later : past) {
      TileTree tree = new TileTree(log, later.size());
      assertThat(tree.root()).isEqualTo(later.root());
      for (Checkpoint earlier : past.subList(0, past.indexOf(later) + 1)) {
        assertThat(consistent(earlier, later, tree.consistency(earlier.size()))).isTrue();
      }
      for (int i = 0; i < 5; i++) {
        long index = random.nextLong(later.size());
        List<byte[]> proof = tree.inclusion(index);
        byte[] leaf = log.leaves.get((int) index);
        assertThat(tree.leaf(index)).isEqualTo(leaf);
        assertThat(Proofs.inclusionHolds(index, later.size(), leaf, proof, later.root())).isTrue();
      }
    }
  }

  @Test
  void howLeavesAreSplitIntoAppendsDoesNotMatter() {
    MemoryLog atOnce = new MemoryLog();
    atOnce.append(70_000);
    MemoryLog inPieces = new MemoryLog();
    Random random = new Random(11);
    while (inPieces.leaves.size() < 70_000) {
      inPieces.append(Math.min(70_000 - inPieces.leaves.size(), random.nextInt(3000)));
    }
    assertThat(inPieces.builder.root()).isEqualTo(atOnce.builder.root());
    Set<String> missing = new TreeSet<>(atOnce.files.keySet());
    missing.removeAll(inPieces.files.keySet());
    assertThat(missing).isEmpty();
    atOnce.files.forEach((path, bytes) -> assertThat(inPieces.files.get(path)).isEqualTo(bytes));
    ProofMaker byDefinition =
        new ProofMaker((level, index) -> perfect(atOnce.leaves, level, index));
    assertThat(atOnce.builder.root()).isEqualTo(byDefinition.root(70_000));
  }

  @Test
  void aMissingOrShortTileIsNamed() {
    MemoryLog log = new MemoryLog();
    log.append(300);
    log.files.put("tile/0/001.p/44", new byte[43 * 32]);
    assertThatThrownBy(() -> TreeBuilder.resume(log, 300))
        .isInstanceOf(MissingTile.class)
        .hasMessageContaining("tile/0/001.p/44");
    assertThatThrownBy(() -> new TileTree(log, 300).root()).isInstanceOf(MissingTile.class);
  }

  private static boolean consistent(Checkpoint from, Checkpoint to, List<byte[]> proof) {
    return Proofs.consistencyHolds(from.size(), to.size(), proof, from.root(), to.root());
  }

  private static byte[] perfect(List<byte[]> leaves, int level, long index) {
    if (level == 0) {
      return leaves.get((int) index);
    }
    return TreeHash.node(
        perfect(leaves, level - 1, index * 2), perfect(leaves, level - 1, index * 2 + 1));
  }

  private static List<String> paths(TreeBuilder.Grown grown) {
    return grown.tiles().stream().map(tile -> tile.id().path()).toList();
  }
}
