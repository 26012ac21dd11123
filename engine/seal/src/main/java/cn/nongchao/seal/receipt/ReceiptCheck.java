package cn.nongchao.seal.receipt;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.SignatureLine;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TlogProof;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.Proofs;
import java.util.ArrayList;
import java.util.List;

/** Checks receipts and bare log proofs against the keys of logs that are believed. */
public final class ReceiptCheck {
  private ReceiptCheck() {}

  /**
   * Checks a receipt file. Total: whatever the bytes are, the answer is a verdict.
   *
   * @param trusted without any log key the verdict is {@link Verdict.CouldNotCheck}
   */
  public static Verdict check(byte[] file, TrustedLog trusted) {
    if (trusted.keys().isEmpty()) {
      return noKey();
    }
    try {
      Receipt receipt = Receipt.parse(file);
      List<Reason> checked = new ArrayList<>();
      checked.add(
          new Reason(
              "条目内容与其封存值一致（类型 " + receipt.entry().facts().type() + "）",
              "the entry matches its commitment (type " + receipt.entry().facts().type() + ")"));
      return check(receipt.proof(), receipt.entry().leafHash(), trusted, checked);
    } catch (Malformed e) {
      return new Verdict.NotGenuine(e.reason());
    }
  }

  /** Checks a proof, of any log, for a leaf whose hash the caller knows. */
  public static Verdict check(TlogProof proof, byte[] leafHash, TrustedLog trusted) {
    if (trusted.keys().isEmpty()) {
      return noKey();
    }
    try {
      return check(proof, leafHash, trusted, new ArrayList<>());
    } catch (Malformed e) {
      return new Verdict.NotGenuine(e.reason());
    }
  }

  private static Verdict check(
      TlogProof proof, byte[] leafHash, TrustedLog trusted, List<Reason> checked) throws Malformed {
    TrustedLog.Opened opened = trusted.open(proof.checkpoint());
    Checkpoint checkpoint = opened.checkpoint();
    boolean held =
        Proofs.inclusionHolds(
            proof.index(), checkpoint.size(), leafHash, proof.path(), checkpoint.root());
    if (!held) {
      return Verdict.notGenuine(
          "条目不在该检查点的日志中，内容或证明被改动过",
          "the entry is not in the log of this checkpoint: entry or proof was altered");
    }
    checked.add(
        new Reason(
            "条目是日志 "
                + checkpoint.origin()
                + " 的第 "
                + proof.index()
                + " 条（从 0 数起，共 "
                + checkpoint.size()
                + " 条）",
            "it is entry "
                + proof.index()
                + " (from 0) of "
                + checkpoint.size()
                + " in log "
                + checkpoint.origin()));
    opened.log().forEach(line -> checked.add(signedBy(line)));
    opened.witnesses().forEach(line -> checked.add(witnessedBy(line)));
    return new Verdict.Genuine(checked);
  }

  private static Reason signedBy(SignatureLine line) {
    return new Reason(
        "检查点由日志密钥 " + line.name() + " 签名", "the checkpoint is signed by log key " + line.name());
  }

  private static Reason witnessedBy(SignatureLine line) {
    String time = Cosignature.time(line.signature()).toString();
    return new Reason(
        "见证人 " + line.name() + " 于 " + time + " 见证", "witnessed by " + line.name() + " at " + time);
  }

  private static Verdict noKey() {
    return Verdict.couldNotCheck("没有可信的日志公钥，无法核验", "no trusted log key was given");
  }
}
