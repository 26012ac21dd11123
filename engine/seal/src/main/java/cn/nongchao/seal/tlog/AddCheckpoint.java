package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.json.Utf8;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tree.TreeHash;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log asks of a witness: to cosign a checkpoint, given the proof that it grew from the one
 * cosigned before.
 *
 * <p>Source: c2sp.org/tlog-witness, the body of {@code add-checkpoint}.
 *
 * @param old size of the checkpoint the witness cosigned last; 0 for none
 * @param proof consistency proof from that size; empty from 0
 */
public record AddCheckpoint(long old, List<byte[]> proof, SignedNote note) {
  /** Longest body read, in bytes: a note and 63 hashes. */
  public static final int MAX_BYTES = SignedNote.MAX_BYTES + 4096;

  /** The media type of the size a witness answers with where {@link #old} is not its own. */
  public static final String SIZE_TYPE = "text/x.tlog.size";

  private static final String OLD = "old ";
  private static final int MAX_PROOF = 63;

  public AddCheckpoint {
    proof = List.copyOf(proof);
  }

  public static AddCheckpoint parse(byte[] bytes) throws Malformed {
    if (bytes.length > MAX_BYTES) {
      throw Malformed.of("请求过长", "the request is too long");
    }
    String body = Utf8.decode(bytes);
    int split = body.indexOf("\n\n");
    String[] lines = split < 0 ? new String[0] : body.substring(0, split).split("\n", -1);
    if (lines.length == 0 || !lines[0].startsWith(OLD)) {
      throw Malformed.of("应以 old 行和空行开头", "it begins with an old line and an empty line");
    }
    if (lines.length > MAX_PROOF + 1) {
      throw Malformed.of("证明过长", "the proof is too long");
    }
    List<byte[]> proof = new ArrayList<>();
    for (String line : List.of(lines).subList(1, lines.length)) {
      proof.add(Base64Text.decode(line, TreeHash.SIZE));
    }
    long old = Decimal.parse(lines[0].substring(OLD.length()));
    return new AddCheckpoint(old, proof, SignedNote.parse(body.substring(split + 2)));
  }

  /**
   * Reads the size a witness answers with.
   *
   * @throws Malformed if it is no plain number and a newline
   */
  public static long size(String answer) throws Malformed {
    if (!answer.endsWith("\n")) {
      throw Malformed.of("见证人的回答不是条数", "the witness's answer is no size");
    }
    return Decimal.parse(answer.substring(0, answer.length() - 1));
  }

  /** The body of the request. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(OLD).append(old).append('\n');
    proof.forEach(hash -> out.append(Base64Text.encode(hash)).append('\n'));
    return out.append('\n').append(note).toString();
  }
}
