package cn.nongchao.proof;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.entry.EntryFacts;
import cn.nongchao.seal.entry.SealedEntry;
import cn.nongchao.seal.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** What goes into the log next: a leaf for each piece, a marker for one that cannot be sealed. */
class Gathering {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Which piece of which source. */
  record Subject(String source, UUID id) {}

  /** A piece and where its leaf will lie. */
  record Placed(Subject subject, long index) {}

  /**
   * A piece that could not be sealed, and the marker in its place.
   *
   * @param reason in English, for whoever looks after the installation
   * @param digest of what the piece says, see {@link #digest}
   * @param salt of the marker
   */
  record Aside(Subject subject, long index, String reason, String digest, byte[] salt) {

    /** As docs/formats/entry.md says of the type {@code log.aside}. */
    SealedEntry marker() {
      Map<String, Object> facts =
          Map.of(
              "source",
              subject.source(),
              "id",
              subject.id().toString(),
              "reason",
              reason,
              "digest",
              digest);
      return new SealedEntry(new EntryFacts("log.aside", facts), salt);
    }
  }

  private final long first;
  private final List<byte[]> commitments = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final List<Aside> aside = new ArrayList<>();

  /**
   * @param first where the first leaf will lie
   */
  Gathering(long first) {
    this.first = first;
  }

  void add(Subject subject, Supplier<SealedEntry> form) {
    try {
      add(subject, form.get().commitment());
    } catch (Malformed e) {
      setAside(subject, e.reason().en(), digest(form));
    } catch (RuntimeException e) { // whatever is wrong with this one is not wrong with the others
      setAside(subject, String.valueOf(e), digest(form));
    }
  }

  /** Only where it can be sealed; what stands aside stays there otherwise. */
  boolean addIfPossible(Subject subject, SealedEntry sealed) {
    try {
      add(subject, sealed.commitment());
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  private void add(Subject subject, byte[] commitment) {
    placed.add(new Placed(subject, first + commitments.size()));
    commitments.add(commitment);
  }

  /**
   * SHA-256 over the piece's salt and its JSON in canonical form however long that is, in
   * hexadecimal, so that what stands aside cannot be altered unseen either; empty where it has no
   * such form.
   */
  static String digest(Supplier<SealedEntry> form) {
    try {
      SealedEntry piece = form.get();
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(piece.salt());
      return HexFormat.of().formatHex(sha256.digest(Json.canonical(piece.facts().json())));
    } catch (Malformed | RuntimeException formless) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void setAside(Subject subject, String reason, String digest) {
    byte[] salt = new byte[32];
    RANDOM.nextBytes(salt);
    Aside one = new Aside(subject, first + commitments.size(), shortened(reason), digest, salt);
    try {
      commitments.add(one.marker().commitment());
    } catch (Malformed e) {
      throw new LogBroken("no marker can be made for " + subject, e);
    }
    aside.add(one);
  }

  private static String shortened(String reason) {
    return reason
        .codePoints()
        .filter(point -> point >= ' ' && (point < 0xD800 || point > 0xDFFF))
        .limit(200)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  boolean isEmpty() {
    return commitments.isEmpty();
  }

  List<byte[]> commitments() {
    return commitments;
  }

  List<Placed> placed() {
    return placed;
  }

  List<Aside> aside() {
    return aside;
  }
}
