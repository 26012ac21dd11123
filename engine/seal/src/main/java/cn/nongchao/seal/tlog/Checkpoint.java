package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tree.TreeHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a log commits to: this many leaves, this root. It counts only inside a signed note.
 *
 * <p>Source: c2sp.org/tlog-checkpoint.
 *
 * @param origin the log's name, not empty
 * @param size number of leaves, 0 to 2^63 - 1
 * @param root 32 bytes
 * @param extensions further lines, which ours never has
 */
public record Checkpoint(String origin, long size, byte[] root, List<String> extensions) {
  private static final int MAX_EXTENSIONS = 100;

  public Checkpoint {
    if (origin.isEmpty() || origin.contains("\n") || size < 0 || root.length != TreeHash.SIZE) {
      throw new IllegalArgumentException("no checkpoint: " + origin + ", " + size);
    }
    root = root.clone();
    extensions = List.copyOf(extensions);
  }

  public Checkpoint(String origin, long size, byte[] root) {
    this(origin, size, root, List.of());
  }

  @Override
  public byte[] root() {
    return root.clone();
  }

  /** Reads the text of a note. */
  public static Checkpoint parse(String text) throws Malformed {
    if (!text.endsWith("\n")) {
      throw Malformed.of("检查点没有结束换行", "the checkpoint does not end in a newline");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", MAX_EXTENSIONS + 4);
    if (lines.length < 3 || lines.length > MAX_EXTENSIONS + 3) {
      throw Malformed.of("检查点行数不对", "the checkpoint has a wrong number of lines");
    }
    if (Arrays.stream(lines).anyMatch(String::isEmpty)) {
      throw Malformed.of("检查点有空行", "the checkpoint has an empty line");
    }
    byte[] root = Base64Text.decode(lines[2], TreeHash.SIZE);
    return new Checkpoint(
        lines[0], Decimal.parse(lines[1]), root, List.of(lines).subList(3, lines.length));
  }

  /** The text to sign. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(origin).append('\n').append(size).append('\n');
    out.append(Base64Text.encode(root)).append('\n');
    extensions.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** The signed note to serve; the first signer should be the log itself. */
  public SignedNote sign(Instant at, NoteSigner... signers) {
    return SignedNote.sign(text(), at, signers);
  }

  /** Whether the other speaks of the same tree: same origin, size and root. */
  public boolean sameTree(Checkpoint other) {
    return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && sameTree(that) && extensions.equals(that.extensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(root);
  }

  @Override
  public String toString() {
    return text();
  }
}
