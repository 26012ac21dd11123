import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a log with our code for others to check: {@code java -cp nongchao-verifier.jar
 * MakeLog.java DIR SIZE...}, one checkpoint for each size, as {@code checkpoint.SIZE}, and the key
 * as {@code vkey}.
 */
class MakeLog {
  private static final String ORIGIN = "conformance.nongchao.example/log";

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    KeyPair keys = Ed25519.fromSeed(hash("log"));
    KeyPair witness = Ed25519.fromSeed(hash("witness"));
    TreeBuilder builder = TreeBuilder.empty();
    List<byte[]> records = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      long size = Long.parseLong(args[i]);
      List<byte[]> leaves = new ArrayList<>();
      while (records.size() < size) {
        EntryFacts facts = new EntryFacts("conformance.entry", Map.of("n", records.size()));
        SealedEntry entry = new SealedEntry(facts, hash("salt " + records.size()));
        records.add(entry.commitment());
        leaves.add(entry.leafHash());
      }
      for (TileData tile : builder.append(leaves).tiles()) {
        write(folder, tile.id().path(), tile.bytes());
        if (tile.id().level() == 0) {
          int first = (int) tile.id().index() * TileId.FULL;
          List<byte[]> part = records.subList(first, first + tile.id().width());
          TileId bundle = TileId.entries(tile.id().index(), tile.id().width());
          write(folder, bundle.path(), EntryBundle.encode(part));
        }
      }
      SignedNote note =
          new Checkpoint(ORIGIN, builder.size(), builder.root())
              .sign(Instant.EPOCH, Ed25519.signer(ORIGIN, keys))
              .signedBy(Cosignature.signer("witness.example/w", witness), Instant.EPOCH);
      byte[] text = note.toString().getBytes(StandardCharsets.UTF_8);
      write(folder, "checkpoint", text);
      write(folder, "checkpoint." + size, text);
    }
    write(folder, "vkey", (Ed25519.verifierKey(ORIGIN, keys) + "\n").getBytes());
  }

  private static void write(Path folder, String path, byte[] bytes) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] hash(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
