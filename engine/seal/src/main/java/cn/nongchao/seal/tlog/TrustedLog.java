package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.NoteVerifier;
import cn.nongchao.seal.note.SignatureLine;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a checker believes: logs by origin and key, and witnesses of whom so many must have
 * cosigned.
 *
 * @param origin the one origin accepted, or empty: then each key speaks for the origin of its name
 * @param keys keys of logs
 * @param witnesses keys of witnesses
 * @param quorum how many different witnesses must have cosigned
 */
public record TrustedLog(
    String origin, List<NoteVerifier> keys, List<NoteVerifier> witnesses, int quorum) {
  public TrustedLog {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
  }

  /** A checkpoint that was checked. */
  public record Opened(
      Checkpoint checkpoint, List<SignatureLine> log, List<SignatureLine> witnesses) {}

  /** Believes these keys, each for the origin of its name, and asks for no witnesses. */
  public static TrustedLog of(List<VerifierKey> keys) throws Malformed {
    return of("", keys);
  }

  /**
   * Sorts keys by type: cosignature keys are witnesses (none of whom is required), others log keys.
   */
  public static TrustedLog of(String origin, List<VerifierKey> keys) throws Malformed {
    List<NoteVerifier> logs = new ArrayList<>();
    List<NoteVerifier> witnesses = new ArrayList<>();
    for (VerifierKey key : keys) {
      (key.type() == VerifierKey.COSIGNATURE ? witnesses : logs).add(key.verifier());
    }
    return new TrustedLog(origin, logs, witnesses, 0);
  }

  public TrustedLog withQuorum(int needed) {
    return new TrustedLog(origin, keys, witnesses, needed);
  }

  /**
   * Opens a checkpoint that a believed log signed.
   *
   * @throws Malformed if it is no checkpoint, no believed key of its origin signed it, a signature
   *     in the name of a known key is bad, or too few witnesses cosigned
   */
  public Opened open(SignedNote note) throws Malformed {
    List<SignatureLine> byLog = note.verifiedBy(keys);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    String accepted = origin.isEmpty() ? checkpoint.origin() : origin;
    boolean signed =
        checkpoint.origin().equals(accepted)
            && byLog.stream()
                .anyMatch(line -> !origin.isEmpty() || line.name().equals(checkpoint.origin()));
    if (!signed) {
      throw Malformed.of("检查点没有可信日志密钥的签名", "the checkpoint is not signed by a trusted log key");
    }
    List<SignatureLine> cosigned = note.verifiedBy(witnesses);
    long different = cosigned.stream().map(SignatureLine::name).distinct().count();
    if (different < quorum) {
      throw Malformed.of(
          "见证人签名不足：需要 " + quorum + " 个，只有 " + different + " 个",
          "too few witnesses cosigned: " + different + " of " + quorum);
    }
    return new Opened(checkpoint, byLog, cosigned);
  }
}
