package cn.nongchao.seal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every proof we make is accepted; every proof with anything changed is refused. */
class ProofsTest {
  private static final int SIZES = 70;
  private final List<byte[]> leaves = leaves(SIZES);
  private final ProofMaker maker = new ProofMaker(this::perfect);

  @Test
  void rootsOfTheStandardsEightLeavesAreThoseEverybodyComputes() {
    // RFC 6962 test leaves as used by the certificate transparency code bases
    String[] records = {
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f"
    };
    List<byte[]> hashes = new ArrayList<>();
    for (String record : records) {
      hashes.add(TreeHash.leaf(HexFormat.of().parseHex(record)));
    }
    assertThat(HexFormat.of().formatHex(reference(hashes)))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    assertThat(HexFormat.of().formatHex(TreeHash.empty()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void rootsAgreeWithTheDefinition() {
    for (int size = 1; size <= SIZES; size++) {
      assertThat(maker.root(size)).isEqualTo(reference(leaves.subList(0, size)));
    }
  }

  @Test
  void everyInclusionProofHoldsAndNoChangedOneDoes() {
    for (int size = 1; size <= SIZES; size++) {
      byte[] root = maker.root(size);
      for (int index = 0; index < size; index++) {
        byte[] leaf = leaves.get(index);
        List<byte[]> proof = maker.inclusion(index, size);
        assertThat(Proofs.inclusionHolds(index, size, leaf, proof, root)).isTrue();
        for (long wrong = -1; wrong <= SIZES; wrong++) {
          assertThat(Proofs.inclusionHolds(wrong, size, leaf, proof, root))
              .isEqualTo(wrong == index);
        }
        for (List<byte[]> bad : changed(proof)) {
          assertThat(Proofs.inclusionHolds(index, size, leaf, bad, root)).isFalse();
        }
      }
    }
  }

  @Test
  void everyConsistencyProofHoldsAndNoChangedOneDoes() {
    for (int to = 1; to <= SIZES; to++) {
      byte[] toRoot = maker.root(to);
      for (int from = 1; from <= to; from++) {
        byte[] fromRoot = maker.root(from);
        List<byte[]> proof = maker.consistency(from, to);
        assertThat(Proofs.consistencyHolds(from, to, proof, fromRoot, toRoot)).isTrue();
        assertThat(Proofs.consistencyHolds(from, to, proof, toRoot, fromRoot))
            .isEqualTo(from == to);
        assertThat(Proofs.consistencyHolds(0, to, proof, fromRoot, toRoot)).isFalse();
        for (List<byte[]> bad : changed(proof)) {
          assertThat(Proofs.consistencyHolds(from, to, bad, fromRoot, toRoot)).isFalse();
        }
      }
    }
  }

  @Test
  void anyNumbersAndBytesGiveAnAnswer() {
    Random random = new Random(7);
    long[] edges = {Long.MIN_VALUE, -1, 0, 1, 2, 255, 256, Long.MAX_VALUE - 1, Long.MAX_VALUE};
    for (int round = 0; round < 20_000; round++) {
      long a = edges[random.nextInt(edges.length)];
      long b = edges[random.nextInt(edges.length)];
      long c = edges[random.nextInt(edges.length)];
      List<byte[]> proof = new ArrayList<>();
      for (int i = random.nextInt(66); i > 0; i--) {
        proof.add(new byte[random.nextInt(20) == 0 ? 31 : 32]);
      }
      byte[] root = new byte[32];
      random.nextBytes(root);
      assertThat(Proofs.inclusionHolds(a, b, new byte[32], proof, root)).isFalse();
      assertThat(Proofs.subtreeInclusionHolds(a, b, c, new byte[32], proof, root)).isFalse();
      assertThat(Proofs.consistencyHolds(a, b, proof, new byte[32], root)).isFalse();
      assertThat(Proofs.subtreeConsistencyHolds(a, b, c, proof, new byte[32], root)).isFalse();
    }
  }

  private static List<List<byte[]>> changed(List<byte[]> proof) {
    List<List<byte[]>> changed = new ArrayList<>();
    List<byte[]> longer = new ArrayList<>(proof);
    longer.add(new byte[32]);
    changed.add(longer);
    for (int i = 0; i < proof.size(); i++) {
      List<byte[]> shorter = new ArrayList<>(proof);
      shorter.remove(i);
      changed.add(shorter);
      List<byte[]> flipped = new ArrayList<>(proof);
      byte[] hash = proof.get(i).clone();
      hash[i % 32] ^= 1;
      flipped.set(i, hash);
      changed.add(flipped);
    }
    return changed;
  }

  private byte[] perfect(int level, long index) {
    int start = (int) (index << level);
    return reference(leaves.subList(start, start + (1 << level)));
  }

  /** The definition of RFC 6962 section 2.1, word by word. */
  static byte[] reference(List<byte[]> hashes) {
    if (hashes.isEmpty()) {
      return TreeHash.empty();
    }
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int k = Integer.highestOneBit(hashes.size() - 1);
    return TreeHash.node(
        reference(hashes.subList(0, k)), reference(hashes.subList(k, hashes.size())));
  }

  static List<byte[]> leaves(int count) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(TreeHash.leaf(("leaf " + i).getBytes()));
    }
    return leaves;
  }
}
