package cn.nongchao.seal.receipt;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Json;
import cn.nongchao.seal.json.Utf8;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.AddCheckpoint;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TlogProof;
import cn.nongchao.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the log reads from outside. Each target reads and, where it could, writes the same again.
 */
final class LogTargets {
  /** Reads bytes; only {@link Malformed} may escape. */
  interface Target {
    byte[] readAndWrite(byte[] bytes) throws Malformed;
  }

  private LogTargets() {}

  static Map<String, Target> all() {
    Map<String, Target> all = new TreeMap<>();
    all.put("note", bytes -> utf8(SignedNote.parse(bytes)));
    all.put("checkpoint", bytes -> utf8(Checkpoint.parse(Utf8.decode(bytes))));
    all.put("key", bytes -> utf8(VerifierKey.parse(Utf8.decode(bytes))));
    all.put("tile", bytes -> utf8(TileId.parse(Utf8.decode(bytes)).path()));
    all.put("bundle", bytes -> EntryBundle.encode(EntryBundle.decode(bytes)));
    all.put("proof", bytes -> utf8(TlogProof.parse(Utf8.decode(bytes))));
    all.put("witness", bytes -> utf8(AddCheckpoint.parse(bytes)));
    all.put("receipt", bytes -> Receipt.parse(bytes).bytes());
    return all;
  }

  /** Good inputs to start from. */
  static Map<String, List<byte[]>> samples() throws Exception {
    SealedFixture log = new SealedFixture(300);
    Map<String, List<byte[]>> samples = new TreeMap<>();
    List<byte[]> receipts = new ArrayList<>();
    List<byte[]> proofs = new ArrayList<>();
    for (int index : new int[] {0, 100, 299}) {
      receipts.add(log.receipt(index, index == 100).bytes());
      proofs.add(utf8(log.receipt(index, index == 100).proof()));
    }
    samples.put("receipt", receipts);
    samples.put("proof", proofs);
    samples.put("note", List.of(utf8(log.checkpoint(true)), utf8(log.checkpoint(false))));
    AddCheckpoint first =
        new AddCheckpoint(0, List.of(), SignedNote.parse(log.checkpoint(false).toString()));
    AddCheckpoint later =
        new AddCheckpoint(3, List.of(new byte[32], TreeHash.empty()), first.note());
    samples.put("witness", List.of(utf8(first), utf8(later)));
    samples.put("checkpoint", List.of(utf8(log.checkpoint(true).text())));
    samples.put("key", List.of(utf8(log.key), utf8(log.witnessKey)));
    samples.put(
        "tile",
        List.of(
            utf8(new TileId(0, 1_234_067, 256).path()), utf8(TileId.entries(5_000, 17).path())));
    samples.put(
        "bundle", List.of(EntryBundle.encode(log.log.leaves.subList(0, 256)), new byte[] {0, 0}));
    return samples;
  }

  /** Runs one target. Whatever is accepted has one form only, and that is what was read. */
  static void run(Target target, byte[] bytes) {
    try {
      byte[] written = target.readAndWrite(bytes);
      if (!Arrays.equals(written, bytes)) {
        throw new AssertionError("accepted, but written otherwise");
      }
    } catch (Malformed refused) {
      if (refused.reason().zh().isBlank()) {
        throw new AssertionError("refused without a reason");
      }
    }
  }

  /** JSON may come in several layouts; its canonical form may not. */
  static void json(byte[] bytes) {
    try {
      byte[] canonical = Json.canonical(Json.parse(bytes, 100_000));
      if (!Arrays.equals(canonical, Json.canonical(Json.parse(canonical, 1_000_000)))) {
        throw new AssertionError("two canonical forms");
      }
    } catch (Malformed refused) {
      // as documented
    }
  }

  private static byte[] utf8(Object text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
