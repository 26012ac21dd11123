package cn.nongchao.seal.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Vectors;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The log another implementation made, byte for byte.
 *
 * <p>Facts: transparency-dev/tessera, testdata/build_log.sh (its test key and fifteen entries) and
 * testdata/log/checkpoint.15. Where {@code tessera/log} lies in the vectors' folder, every file of
 * it is compared.
 */
class TesseraVectorTest {
  private static final String PRIVATE =
      "PRIVATE+KEY+example.com/log/testdata+33d7b496"
          + "+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
  private static final String PUBLIC =
      "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
  private static final List<String> ENTRIES =
      List.of(
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eit",
          "nain",
          "ten",
          "ileven",
          "twelf",
          "threeten",
          "fourten",
          "fivten");
  private static final String LAST =
      "example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n\n"
          + "— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53M"
          + "vIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n";

  @Test
  void oursIsTheSameLog() throws Exception {
    assertThat(new String(ours().get("checkpoint.15"), StandardCharsets.UTF_8)).isEqualTo(LAST);
    TrustedLog trusted = TrustedLog.of(List.of(VerifierKey.parse(PUBLIC)));
    assertThat(trusted.open(SignedNote.parse(LAST)).checkpoint().size()).isEqualTo(15);
    System.out.println("tessera/facts: 1 passed, 0 failed");
  }

  @Test
  void everyFileIsTheSame() throws Exception {
    Path folder = Vectors.folder("tessera/log");
    Map<String, byte[]> ours = ours();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> served =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !folder.relativize(file).startsWith(".state"))
              .sorted()
              .toList();
      Vectors.run(
          "tessera/log",
          served,
          file ->
              Arrays.equals(
                  Files.readAllBytes(file), ours.get(folder.relativize(file).toString())));
    }
  }

  private static Map<String, byte[]> ours() throws Exception {
    NoteSigner signer = Ed25519.parseSigner(PRIVATE);
    Map<String, byte[]> files = new HashMap<>();
    TreeBuilder builder = TreeBuilder.empty();
    List<byte[]> entries = new ArrayList<>();
    for (int size = 0; size <= ENTRIES.size(); size++) {
      if (size > 0) {
        byte[] entry = ENTRIES.get(size - 1).getBytes(StandardCharsets.UTF_8);
        entries.add(entry);
        TreeBuilder.Grown grown = builder.append(List.of(TreeHash.leaf(entry)));
        grown.tiles().forEach(tile -> files.put(tile.id().path(), tile.bytes()));
        files.put(TileId.entries(0, size).path(), EntryBundle.encode(entries));
      }
      Checkpoint checkpoint = new Checkpoint(signer.name(), size, builder.root());
      String note = checkpoint.sign(Instant.EPOCH, signer).toString();
      files.put("checkpoint." + size, note.getBytes(StandardCharsets.UTF_8));
      files.put("checkpoint", note.getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }
}
