package cn.nongchao.seal.receipt;

import cn.nongchao.seal.entry.LoopFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.MemoryLog;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TlogProof;
import cn.nongchao.seal.tlog.TrustedLog;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A small sealed log, the same at every run, with receipts for its entries. */
public final class SealedFixture {
  public static final String ORIGIN = "log.nongchao.example/hezhuang";
  public static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  private static final String WITNESS = "witness.example/w1";

  public final MemoryLog log = new MemoryLog();
  public final List<SealedEntry> entries = new ArrayList<>();
  public final NoteSigner signer;
  public final NoteSigner witness;
  public final VerifierKey key;
  public final VerifierKey witnessKey;

  public SealedFixture(int size) throws Exception {
    KeyPair pair = Ed25519.fromSeed(hash("log key"));
    KeyPair witnessPair = Ed25519.fromSeed(hash("witness key"));
    signer = Ed25519.signer(ORIGIN, pair);
    witness = Cosignature.signer(WITNESS, witnessPair);
    key = Ed25519.verifierKey(ORIGIN, pair);
    witnessKey = Cosignature.verifierKey(WITNESS, witnessPair);
    for (int i = 0; i < size; i++) {
      SealedEntry entry = new SealedEntry(facts(i).facts(), hash("salt " + i));
      entries.add(entry);
      log.append(List.of(entry.leafHash()));
    }
  }

  static LoopFacts facts(int i) throws Exception {
    return new LoopFacts(
        UUID.nameUUIDFromBytes(hash("entry " + i)),
        "event",
        UUID.nameUUIDFromBytes(hash("loop " + i / 3)),
        i % 3 + 1,
        "handled",
        "dispatched",
        "handled",
        AT.plusNanos(i * 1_000L),
        "u:" + i % 7,
        Map.of("说明", "占道经营，劝导离开", "photos", List.of("sha256:ab", "sha256:cd"), "minutes", 12));
  }

  /** The signed checkpoint of the whole log, cosigned if asked for. */
  public SignedNote checkpoint(boolean witnessed) {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, entries.size(), log.builder.root());
    SignedNote note = checkpoint.sign(AT, signer);
    return witnessed ? note.signedBy(witness, AT.plusSeconds(5)) : note;
  }

  public Receipt receipt(int index, boolean witnessed) {
    List<byte[]> path = new TileTree(log, entries.size()).inclusion(index);
    return new Receipt(entries.get(index), new TlogProof(index, path, checkpoint(witnessed)));
  }

  public TrustedLog trusted() throws Exception {
    return TrustedLog.of(List.of(key, witnessKey));
  }

  static byte[] hash(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
