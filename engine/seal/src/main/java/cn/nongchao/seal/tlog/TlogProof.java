package cn.nongchao.seal.tlog;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Base64Text;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tree.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A proof that stands alone: index, audit path and signed checkpoint in one text.
 *
 * <p>Source: c2sp.org/tlog-proof. Each proof has exactly one text.
 *
 * @param extra opaque, unauthenticated bytes some logs add; ours adds none
 */
public record TlogProof(
    long index, List<byte[]> path, SignedNote checkpoint, byte @Nullable [] extra) {
  /** The first line. */
  public static final String HEADER = "c2sp.org/tlog-proof@v1";

  /** Longest text read, in characters. */
  public static final int MAX_CHARS = SignedNote.MAX_BYTES;

  private static final int MAX_PATH = 63;
  private static final int MAX_EXTRA_LINES = 2;

  public TlogProof {
    path = path.stream().map(byte[]::clone).toList();
    extra = extra == null ? null : extra.clone();
  }

  public TlogProof(long index, List<byte[]> path, SignedNote checkpoint) {
    this(index, path, checkpoint, null);
  }

  public static TlogProof parse(String text) throws Malformed {
    int split = text.indexOf("\n\n");
    if (text.length() > MAX_CHARS || split < 0) {
      throw Malformed.of("证明过长或不完整", "the proof is too long or not complete");
    }
    List<String> lines =
        Arrays.asList(text.substring(0, split).split("\n", MAX_PATH + MAX_EXTRA_LINES + 2));
    if (!lines.getFirst().equals(HEADER)) {
      throw Malformed.of("第一行不是 " + HEADER, "the first line is not " + HEADER);
    }
    int at = 1;
    byte[] extra = null;
    if (at < lines.size() && lines.get(at).startsWith("extra ")) {
      extra = Base64Text.decode(lines.get(at).substring("extra ".length()));
      at++;
    }
    if (at >= lines.size() || !lines.get(at).startsWith("index ")) {
      throw Malformed.of("证明缺少序号", "the proof has no index");
    }
    long index = Decimal.parse(lines.get(at).substring("index ".length()));
    List<byte[]> path = new ArrayList<>();
    for (String line : lines.subList(at + 1, lines.size())) {
      path.add(Base64Text.decode(line, TreeHash.SIZE));
    }
    if (path.size() > MAX_PATH) {
      throw Malformed.of("证明路径过长", "the audit path is too long");
    }
    return new TlogProof(index, path, SignedNote.parse(text.substring(split + 2)), extra);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String extraLine = extra == null ? "" : "extra " + Base64Text.encode(extra) + "\n";
    return HEADER
        + "\n"
        + extraLine
        + "index "
        + index
        + "\n"
        + path.stream().map(hash -> Base64Text.encode(hash) + "\n").collect(Collectors.joining())
        + "\n"
        + checkpoint;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlogProof that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(index);
  }
}
