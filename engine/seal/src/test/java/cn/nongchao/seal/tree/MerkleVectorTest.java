package cn.nongchao.seal.tree;

import cn.nongchao.seal.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Proof vectors of transparency-dev/merkle: good ones accepted, bad ones refused. */
class MerkleVectorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void inclusion() {
    check(
        "inclusion",
        v ->
            Proofs.inclusionHolds(
                number(v, "leafIdx"),
                number(v, "treeSize"),
                bytes(v.get("leafHash")),
                proof(v),
                bytes(v.get("root"))));
  }

  @Test
  void consistency() {
    check(
        "consistency",
        v ->
            Proofs.consistencyHolds(
                number(v, "size1"),
                number(v, "size2"),
                proof(v),
                bytes(v.get("root1")),
                bytes(v.get("root2"))));
  }

  @Test
  void subtreeInclusion() {
    check(
        "subtreeinclusion",
        v ->
            Proofs.subtreeInclusionHolds(
                number(v, "leafIdx"),
                number(v, "start"),
                number(v, "end"),
                bytes(v.get("leafHash")),
                proof(v),
                bytes(v.get("root"))));
  }

  @Test
  void subtreeConsistency() {
    check(
        "subtreeconsistency",
        v ->
            Proofs.subtreeConsistencyHolds(
                number(v, "start"),
                number(v, "end"),
                number(v, "size"),
                proof(v),
                bytes(v.get("root1")),
                bytes(v.get("root2"))));
  }

  private static void check(String family, Predicate<JsonNode> holds) {
    Path folder = Vectors.folder("merkle/testdata/" + family);
    Vectors.run(
        "merkle/" + family,
        Vectors.json(folder),
        file -> {
          JsonNode vector = JSON.readTree(file.toFile());
          return holds.test(vector) != vector.get("wantErr").asBoolean();
        });
  }

  /** Sizes there are unsigned; beyond 2^63 they turn negative here and have to be refused. */
  private static long number(JsonNode vector, String field) {
    return vector.get(field).bigIntegerValue().longValue();
  }

  private static List<byte[]> proof(JsonNode vector) {
    List<byte[]> proof = new ArrayList<>();
    for (JsonNode hash : vector.get("proof")) {
      proof.add(bytes(hash));
    }
    return proof;
  }

  private static byte[] bytes(JsonNode base64) {
    return base64.isNull() ? new byte[0] : Base64.getDecoder().decode(base64.asString());
  }
}
