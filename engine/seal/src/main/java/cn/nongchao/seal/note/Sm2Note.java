package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.sm.Sm2;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * An SM2 signature line, for readers who must rely on the national algorithms; it stands beside the
 * Ed25519 line, never instead of it.
 *
 * <p>c2sp.org/signed-note assigns SM2 no type, so the free type 0xff is used, followed by {@link
 * #LABEL}: the key material of a vkey is the label and then the point, 33 bytes compressed. The
 * signature is r and s, 32 bytes each, of SM2 with SM3 over the note's text under the default
 * identity (GB/T 32918.2, GM/T 0009).
 */
public final class Sm2Note {
  /** What follows the type byte 0xff. */
  public static final String LABEL = "nongchao/sm2\0";

  private static final byte[] LABEL_BYTES = LABEL.getBytes(StandardCharsets.UTF_8);

  private Sm2Note() {}

  /** The key of this name and point. */
  public static VerifierKey verifierKey(String name, Sm2.PublicKey key) throws Malformed {
    byte[] point = key.compressed();
    byte[] labelled = Arrays.copyOf(LABEL_BYTES, LABEL_BYTES.length + point.length);
    System.arraycopy(point, 0, labelled, LABEL_BYTES.length, point.length);
    return VerifierKey.of(name, VerifierKey.OTHER, labelled);
  }

  /**
   * Signs under {@code name}, for a log its origin.
   *
   * @param secret 32 bytes, from 1 to n-2
   * @throws IllegalArgumentException if the secret is out of range
   */
  public static NoteSigner signer(String name, byte[] secret) throws Malformed {
    VerifierKey key = verifierKey(name, Sm2.publicKeyOf(secret));
    byte[] kept = secret.clone();
    return new NoteSigner() {
      @Override
      public String name() {
        return key.name();
      }

      @Override
      public int keyId() {
        return key.keyId();
      }

      @Override
      public byte[] sign(byte[] text, Instant at) {
        return Sm2.sign(kept, text);
      }
    };
  }

  /** The check of such a key. */
  static NoteVerifier verifier(VerifierKey key) throws Malformed {
    byte[] labelled = key.key();
    int label = LABEL_BYTES.length;
    boolean ours =
        labelled.length > label
            && Arrays.equals(LABEL_BYTES, Arrays.copyOf(labelled, label))
            && key.keyId() == VerifierKey.keyId(key.name(), key.type(), labelled);
    if (ours
        && Sm2.publicKey(Arrays.copyOfRange(labelled, label, labelled.length))
            instanceof Outcome.Got<Sm2.PublicKey>(Sm2.PublicKey point)) {
      return new Verifier(key, point);
    }
    throw Malformed.of("不是可用的 SM2 公钥", "not a usable SM2 key");
  }

  private record Verifier(VerifierKey key, Sm2.PublicKey point) implements NoteVerifier {
    @Override
    public String name() {
      return key.name();
    }

    @Override
    public int keyId() {
      return key.keyId();
    }

    @Override
    public boolean verifies(byte[] text, byte[] signature) {
      return Sm2.verify(point, text, signature);
    }
  }
}
