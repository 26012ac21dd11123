package cn.nongchao.verifier;

import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.receipt.Receipt;
import cn.nongchao.seal.tlog.AddCheckpoint;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileData;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TlogProof;
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

/** A log in a folder, written as a log's operator would. */
final class TestLog {
  static final String ORIGIN = "log.example/test";
  private final KeyPair keys = Ed25519.fromSeed(hash("key"));
  private final TreeBuilder builder = TreeBuilder.empty();
  private final List<SealedEntry> entries = new ArrayList<>();
  final Path folder;

  TestLog(Path folder) {
    this.folder = folder;
  }

  String key() throws Exception {
    return Ed25519.verifierKey(ORIGIN, keys).toString();
  }

  /** Appends so many entries, each named after the word, and signs. */
  void append(String word, int count) throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EntryFacts facts = new EntryFacts("test.entry", Map.of("n", entries.size(), "word", word));
      entries.add(new SealedEntry(facts, hash(word + entries.size())));
      leaves.add(entries.getLast().leafHash());
    }
    for (TileData tile : builder.append(leaves).tiles()) {
      write(tile.id().path(), tile.bytes());
      if (tile.id().level() == 0) {
        bundle(tile.id());
      }
    }
    write("checkpoint", checkpoint().getBytes(StandardCharsets.UTF_8));
  }

  String checkpoint() throws Exception {
    return new Checkpoint(ORIGIN, builder.size(), builder.root())
        .sign(Instant.EPOCH, Ed25519.signer(ORIGIN, keys))
        .toString();
  }

  /** What it would send to a witness that cosigned so many entries before. */
  AddCheckpoint since(long old) throws Exception {
    TileTree tree = new TileTree(this::read, builder.size());
    List<byte[]> proof = old > 0 && old < builder.size() ? tree.consistency(old) : List.of();
    return new AddCheckpoint(old, proof, SignedNote.parse(checkpoint()));
  }

  byte[] receipt(int index) throws Exception {
    TileTree tree = new TileTree(id -> read(id), builder.size());
    TlogProof proof = new TlogProof(index, tree.inclusion(index), SignedNote.parse(checkpoint()));
    return new Receipt(entries.get(index), proof).bytes();
  }

  private byte[] read(TileId id) {
    try {
      Path exact = folder.resolve(id.path());
      return Files.readAllBytes(Files.exists(exact) ? exact : folder.resolve(id.whole().path()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void bundle(TileId tile) throws Exception {
    int first = (int) tile.index() * TileId.FULL;
    List<byte[]> records = new ArrayList<>();
    for (SealedEntry entry : entries.subList(first, first + tile.width())) {
      records.add(entry.commitment());
    }
    write(TileId.entries(tile.index(), tile.width()).path(), EntryBundle.encode(records));
  }

  void write(String path, byte[] bytes) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
