package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;

/**
 * A witness's statement that, at a time, the checkpoint was the largest consistent one it had seen.
 *
 * <p>Source: c2sp.org/tlog-cosignature, the Ed25519 form {@code cosignature/v1}: eight bytes of
 * POSIX seconds, then an Ed25519 signature over two header lines and the note's text.
 */
public final class Cosignature {
  private static final int TIME_BYTES = 8;

  private Cosignature() {}

  /** Cosigns under {@code name}; the key must serve for nothing else. */
  public static NoteSigner signer(String name, KeyPair keys) throws Malformed {
    VerifierKey key = verifierKey(name, keys);
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
        byte[] signature = Ed25519.sign(keys.getPrivate(), message(text, at.getEpochSecond()));
        return ByteBuffer.allocate(TIME_BYTES + signature.length)
            .putLong(at.getEpochSecond())
            .put(signature)
            .array();
      }
    };
  }

  /** The public half of {@link #signer}. */
  public static VerifierKey verifierKey(String name, KeyPair keys) throws Malformed {
    return VerifierKey.of(name, VerifierKey.COSIGNATURE, Ed25519.raw(keys.getPublic()));
  }

  /** Reads a witness's private key text, as {@link Ed25519#parseSigner} but of type 0x04. */
  public static NoteSigner parseSigner(String text) throws Malformed {
    SigningKeyText key = SigningKeyText.parse(text.strip(), VerifierKey.COSIGNATURE);
    return signer(key.name(), key.pair());
  }

  /** The private key text of the key made from a 32-byte seed. */
  public static String formatKey(String name, byte[] seed) throws Malformed {
    return SigningKeyText.format(name, VerifierKey.COSIGNATURE, seed);
  }

  /** When it was signed, to be believed only once the line has been verified. */
  public static Instant time(byte[] signature) {
    return Instant.ofEpochSecond(ByteBuffer.wrap(signature).getLong());
  }

  private static byte[] message(byte[] text, long seconds) {
    byte[] header = ("cosignature/v1\ntime " + seconds + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(header.length + text.length).put(header).put(text).array();
  }

  record Verifier(VerifierKey key) implements NoteVerifier {
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
      if (signature.length != TIME_BYTES + Ed25519.SIGNATURE_BYTES) {
        return false;
      }
      long seconds = ByteBuffer.wrap(signature).getLong();
      byte[] inner = Arrays.copyOfRange(signature, TIME_BYTES, signature.length);
      return seconds >= 0 && Ed25519.verify(key.key(), message(text, seconds), inner);
    }
  }
}
