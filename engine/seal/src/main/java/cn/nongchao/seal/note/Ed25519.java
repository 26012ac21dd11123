package cn.nongchao.seal.note;

import cn.nongchao.seal.Malformed;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;

/** Ed25519 (RFC 8032) with the JDK alone: keys as raw bytes, plain note signatures. */
public final class Ed25519 {
  /** Length of a public key and of a seed, in bytes. */
  public static final int KEY_BYTES = 32;

  /** Length of a signature, in bytes. */
  public static final int SIGNATURE_BYTES = 64;

  private Ed25519() {}

  /** The key pair whose secret is this 32-byte seed; always the same one. */
  public static KeyPair fromSeed(byte[] seed) {
    if (seed.length != KEY_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      // the generator takes its 32 bytes of randomness as the seed (RFC 8032 section 5.1.5)
      generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /** The 32-byte encoding of a public key. */
  public static byte[] raw(PublicKey key) {
    EdECPoint point = ((EdECPublicKey) key).getPoint();
    byte[] y = point.getY().toByteArray();
    byte[] raw = new byte[KEY_BYTES];
    for (int i = 0; i < Math.min(y.length, KEY_BYTES); i++) {
      raw[i] = y[y.length - 1 - i];
    }
    if (point.isXOdd()) {
      raw[KEY_BYTES - 1] |= (byte) 0x80;
    }
    return raw;
  }

  /** The key with this 32-byte encoding; whether it lies on the curve shows when it is used. */
  public static PublicKey publicKey(byte[] raw) throws Malformed {
    if (raw.length != KEY_BYTES) {
      throw Malformed.of("公钥应为 32 字节", "the key is not 32 bytes");
    }
    byte[] y = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      y[i] = raw[KEY_BYTES - 1 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    try {
      EdECPoint point = new EdECPoint(odd, new BigInteger(1, y));
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    } catch (GeneralSecurityException e) {
      throw Malformed.of("公钥不可用", "the key cannot be used");
    }
  }

  /** Whether the signature is that of the key over the message; false for anything unusable. */
  public static boolean verify(byte[] rawKey, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(publicKey(rawKey));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException | Malformed | RuntimeException e) {
      // the JDK throws several kinds for points off the curve and scalars out of range
      return false;
    }
  }

  /** Signs with a key from any provider, a hardware token's included. */
  public static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Ed25519 key cannot sign", e);
    }
  }

  /** Signs notes under {@code name}. */
  public static NoteSigner signer(String name, KeyPair keys) throws Malformed {
    return signer(VerifierKey.of(name, VerifierKey.ED25519, raw(keys.getPublic())), keys);
  }

  /** The public half of {@link #signer}, to give to those who check. */
  public static VerifierKey verifierKey(String name, KeyPair keys) throws Malformed {
    return VerifierKey.of(name, VerifierKey.ED25519, raw(keys.getPublic()));
  }

  /**
   * Reads the private key text other tools write: {@code PRIVATE+KEY+<name>+<key id>+<base64 of
   * 0x01 and seed>}.
   */
  public static NoteSigner parseSigner(String text) throws Malformed {
    SigningKeyText key = SigningKeyText.parse(text.strip(), VerifierKey.ED25519);
    return signer(key.name(), key.pair());
  }

  private static NoteSigner signer(VerifierKey key, KeyPair keys) {
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
        return Ed25519.sign(keys.getPrivate(), text);
      }
    };
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
      return verify(key.key(), text, signature);
    }
  }

  private static final class GivenBytes extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    GivenBytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
      if (out.length != bytes.length) {
        throw new IllegalStateException("the generator asked for " + out.length + " bytes");
      }
      System.arraycopy(bytes, 0, out, 0, out.length);
    }
  }
}
