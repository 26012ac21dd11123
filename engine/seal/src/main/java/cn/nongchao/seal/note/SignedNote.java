package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and the lines of those who signed it.
 *
 * <p>Source: c2sp.org/signed-note. Lines of unknown keys are kept and ignored.
 *
 * @param text ends in a newline
 */
public record SignedNote(String text, List<SignatureLine> lines) {
  /** Longest note read, in bytes: room for 100 post-quantum signatures. */
  public static final int MAX_BYTES = 1_000_000;

  /** Most signature lines read; the specification asks for at least 16. */
  public static final int MAX_LINES = 100;

  public SignedNote {
    lines = List.copyOf(lines);
  }

  public static SignedNote parse(byte[] bytes) throws Malformed {
    if (bytes.length > MAX_BYTES) {
      throw Malformed.of("签名文本过长", "the note is too long");
    }
    return parse(Utf8.decode(bytes));
  }

  public static SignedNote parse(String note) throws Malformed {
    if (note.length() > MAX_BYTES) {
      throw Malformed.of("签名文本过长", "the note is too long");
    }
    if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw Malformed.of("签名文本含控制字符", "the note holds control characters");
    }
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
      throw Malformed.of("没有签名行", "there are no signature lines");
    }
    String[] lines = note.substring(split + 2, note.length() - 1).split("\n", MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      throw Malformed.of("签名行过多", "there are too many signature lines");
    }
    List<SignatureLine> parsed = new ArrayList<>();
    for (String line : lines) {
      parsed.add(SignatureLine.parse(line));
    }
    return new SignedNote(note.substring(0, split + 1), parsed);
  }

  /**
   * Signs a text.
   *
   * @throws IllegalArgumentException if the text does not end in a newline or nobody signs
   */
  public static SignedNote sign(String text, Instant at, NoteSigner... signers) {
    if (!text.endsWith("\n") || signers.length == 0) {
      throw new IllegalArgumentException("a note ends in a newline and has a signer");
    }
    SignedNote note = new SignedNote(text, List.of());
    for (NoteSigner signer : signers) {
      note = note.signedBy(signer, at);
    }
    return note;
  }

  /** This note with one more signature line. */
  public SignedNote signedBy(NoteSigner signer, Instant at) {
    List<SignatureLine> more = new ArrayList<>(lines);
    more.add(new SignatureLine(signer.name(), signer.keyId(), signer.sign(textBytes(), at)));
    return new SignedNote(text, more);
  }

  /**
   * The lines that known keys made. Empty if none did: then the text must not be believed.
   *
   * @throws Malformed if a line claims to be made by a known key and is not
   */
  public List<SignatureLine> verifiedBy(List<? extends NoteVerifier> keys) throws Malformed {
    List<SignatureLine> verified = new ArrayList<>();
    for (SignatureLine line : lines) {
      for (NoteVerifier key : keys) {
        if (line.claims(key)) {
          requireVerified(line, key);
          verified.add(line);
          break;
        }
      }
    }
    return List.copyOf(verified);
  }

  private void requireVerified(SignatureLine line, NoteVerifier key) throws Malformed {
    if (!key.verifies(textBytes(), line.signature())) {
      throw Malformed.of(
          "以 " + line.name() + " 名义的签名不成立",
          "the signature in the name of " + line.name() + " is bad");
    }
  }

  private byte[] textBytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The note as it is served. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(text).append('\n');
    lines.forEach(out::append);
    return out.toString();
  }
}
