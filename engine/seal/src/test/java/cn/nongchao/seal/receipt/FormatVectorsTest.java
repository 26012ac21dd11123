package cn.nongchao.seal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vectors in docs/formats/vectors are what this code makes; {@code -Dvectors.write=true} writes
 * them anew after a wanted change of format.
 */
class FormatVectorsTest {
  private static final Path FOLDER = Path.of("../../docs/formats/vectors");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Every kind of value and the characters that are easily written wrong. */
  private static SealedEntry odd() throws Exception {
    Map<String, Object> facts =
        Map.of(
            "\r",
            "tab\t quote\" backslash\\ slash/ bell\u0007 delete\u007f",
            "1",
            List.of(0, -1, 9_007_199_254_740_991L, -9_007_199_254_740_991L),
            "\u00f6",
            true,
            "\u20ac",
            Map.of("b", List.of(), "a", Map.of(), "aa", false),
            "\ud83d\ude00",
            "\ud83d\ude00 潮",
            "\ufb33",
            "");
    return new SealedEntry(new EntryFacts("test.kinds", facts), SealedFixture.hash("odd"));
  }

  @Test
  void entries() throws Exception {
    List<SealedEntry> entries = new ArrayList<>(new SealedFixture(3).entries);
    entries.add(odd());
    List<Object> cases = new ArrayList<>();
    for (SealedEntry entry : entries) {
      Map<String, Object> vector = new LinkedHashMap<>();
      vector.put("entry", entry.facts().json());
      vector.put("canonical", new String(entry.facts().canonical(), StandardCharsets.UTF_8));
      vector.put("salt", hex(entry.salt()));
      vector.put("commitment", hex(entry.commitment()));
      vector.put("leafHash", hex(entry.leafHash()));
      cases.add(vector);
    }
    compare("entry.json", cases);
  }

  @Test
  void receipts() throws Exception {
    List<Object> cases = new ArrayList<>();
    for (int size : new int[] {1, 5, 300}) {
      SealedFixture log = new SealedFixture(size);
      Map<String, Object> vector = new LinkedHashMap<>();
      vector.put("logKey", log.key.toString());
      vector.put("witnessKey", log.witnessKey.toString());
      vector.put("genuine", log.receipt(size - 1, size == 5).text());
      Receipt receipt = log.receipt(size - 1, false);
      SealedEntry other = new SealedFixture(2).entries.get(size == 1 ? 1 : 0);
      vector.put("notGenuine", new Receipt(other, receipt.proof()).text());
      cases.add(vector);
    }
    compare("receipt.json", cases);
  }

  @Test
  void logs() throws Exception {
    List<Object> cases = new ArrayList<>();
    for (int size : new int[] {0, 1, 3, 256, 300}) {
      SealedFixture log = new SealedFixture(size);
      Map<String, Object> vector = new LinkedHashMap<>();
      vector.put("size", size);
      vector.put("root", hex(log.log.builder.root()));
      vector.put("checkpoint", log.checkpoint(size == 3).toString());
      Map<String, Object> tiles = new LinkedHashMap<>();
      for (TileId id : TileId.edge(size)) {
        tiles.put(id.path(), hex(TreeHash.leaf(log.log.files.get(id.path()))));
      }
      vector.put("leafHashOfTile", tiles);
      cases.add(vector);
    }
    Map<String, Object> bundle = new LinkedHashMap<>();
    List<byte[]> records = new ArrayList<>();
    for (SealedEntry entry : new SealedFixture(3).entries) {
      records.add(entry.commitment());
    }
    bundle.put("path", TileId.entries(0, 3).path());
    bundle.put("bytes", hex(EntryBundle.encode(records)));
    cases.add(bundle);
    compare("log.json", cases);
  }

  private static void compare(String name, List<Object> cases) throws Exception {
    Path file = FOLDER.resolve(name);
    String made = JSON.writeValueAsString(cases) + "\n";
    if (Boolean.getBoolean("vectors.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, made);
    }
    assertThat(Files.readString(file)).isEqualTo(made);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
