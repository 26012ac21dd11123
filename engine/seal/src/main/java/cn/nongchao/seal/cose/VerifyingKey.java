package cn.nongchao.seal.cose;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.sm.Sm2;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** A public key and the check of a COSE signature by it. */
public final class VerifyingKey {
  /** Everything of an Ed25519 or Ed448 SubjectPublicKeyInfo before the key's bytes (RFC 8410). */
  private static final byte[] ED25519_HEAD = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private static final byte[] ED448_HEAD = {
    0x30, 0x43, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x71, 0x03, 0x3a, 0x00
  };

  /** Largest RSA modulus used, in bits: larger ones only cost the reader time. */
  private static final int LARGEST_RSA = 8192;

  private static final int SMALLEST_RSA = 2048;

  private sealed interface Kind {
    /** EdDSA, ECDSA or RSA, checked by the Java platform. */
    record Platform(PublicKey key) implements Kind {}

    /** SM2, which the platform does not know. */
    record National(Sm2.PublicKey key) implements Kind {}
  }

  private final Kind kind;

  private VerifyingKey(Kind kind) {
    this.kind = kind;
  }

  /** An Ed25519 key of 32 bytes (RFC 8032). */
  public static Outcome<VerifyingKey> ed25519(byte[] key) {
    return edwards(ED25519_HEAD, 32, "Ed25519", key);
  }

  /** An Ed448 key of 57 bytes (RFC 8032). */
  public static Outcome<VerifyingKey> ed448(byte[] key) {
    return edwards(ED448_HEAD, 57, "Ed448", key);
  }

  /** A P-256 key: a compressed point of 33 bytes (SEC 1), checked to lie on the curve. */
  public static Outcome<VerifyingKey> p256(byte[] compressed) {
    if (compressed.length == 33) {
      try {
        var point = CustomNamedCurves.getByName("P-256").getCurve().decodePoint(compressed);
        return ec(
            "secp256r1",
            point.getAffineXCoord().toBigInteger(),
            point.getAffineYCoord().toBigInteger());
      } catch (IllegalArgumentException e) {
        // a point off the curve is refused below
      }
    }
    return notAKey();
  }

  /**
   * A key on one of the NIST curves.
   *
   * @param curve secp256r1, secp384r1 or secp521r1
   */
  public static Outcome<VerifyingKey> ec(String curve, BigInteger x, BigInteger y) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(curve));
      ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
      return of(
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec)));
    } catch (GeneralSecurityException e) {
      return notAKey();
    }
  }

  /** An SM2 key: a point of 33 or 65 bytes. */
  public static Outcome<VerifyingKey> sm2(byte[] point) {
    return Sm2.publicKey(point).map(key -> new VerifyingKey(new Kind.National(key)));
  }

  /** A key the Java platform has read, for example from a certificate. */
  public static Outcome<VerifyingKey> of(PublicKey key) {
    boolean known =
        switch (key) {
          case EdECPublicKey _ -> true;
          case ECPublicKey _ -> true;
          case RSAPublicKey rsa -> {
            int bits = rsa.getModulus().bitLength();
            yield bits >= SMALLEST_RSA && bits <= LARGEST_RSA;
          }
          default -> false;
        };
    return known ? Outcome.of(new VerifyingKey(new Kind.Platform(key))) : notAKey();
  }

  /** Whether these bytes are this key's signature of the message; false whatever is wrong. */
  public boolean verifies(Algorithm algorithm, byte[] message, byte[] signature) {
    return switch (kind) {
      case Kind.National(Sm2.PublicKey key) ->
          algorithm == Algorithm.SM2_SM3 && Sm2.verify(key, message, signature);
      case Kind.Platform(PublicKey key) -> {
        try {
          yield platformVerifies(key, algorithm, message, signature);
        } catch (SignatureException e) {
          yield false; // a signature that is not even of the right form
        } catch (GeneralSecurityException e) {
          yield false; // a key the algorithm cannot be used with
        }
      }
    };
  }

  private static boolean platformVerifies(
      PublicKey key, Algorithm algorithm, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier =
        switch (key) {
          case EdECPublicKey ed -> edwards(ed, algorithm);
          case ECPublicKey ec -> ecdsa(ec, algorithm, signature.length);
          case RSAPublicKey _ -> rsa(algorithm);
          default -> throw new SignatureException("not a key for signatures");
        };
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static Signature edwards(EdECPublicKey key, Algorithm algorithm)
      throws GeneralSecurityException {
    boolean is25519 = key.getParams().getName().equals("Ed25519");
    if (algorithm == Algorithm.EDDSA || (algorithm == Algorithm.ED25519 && is25519)) {
      return Signature.getInstance(key.getParams().getName());
    }
    throw new SignatureException("an Edwards key signs with EdDSA");
  }

  /** RFC 9053 section 2.1: the hash is the algorithm's, the length of r and s the curve's. */
  private static Signature ecdsa(ECPublicKey key, Algorithm algorithm, int length)
      throws GeneralSecurityException {
    int half = (key.getParams().getOrder().bitLength() + 7) / 8;
    String name = algorithm.jca();
    if (name == null || !name.endsWith("ECDSAinP1363Format") || length != 2 * half) {
      throw new SignatureException("not an ECDSA signature of this key's curve");
    }
    return Signature.getInstance(name);
  }

  private static Signature rsa(Algorithm algorithm) throws GeneralSecurityException {
    if (algorithm == Algorithm.PS256) {
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      verifier.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      return verifier;
    }
    if (algorithm == Algorithm.RS256) {
      return Signature.getInstance("SHA256withRSA");
    }
    throw new SignatureException("not an RSA algorithm");
  }

  private static Outcome<VerifyingKey> edwards(byte[] head, int length, String name, byte[] key) {
    if (key.length != length) {
      return notAKey();
    }
    byte[] info = new byte[head.length + length];
    System.arraycopy(head, 0, info, 0, head.length);
    System.arraycopy(key, 0, info, head.length, length);
    try {
      return of(KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(info)));
    } catch (GeneralSecurityException e) {
      return notAKey();
    }
  }

  private static Outcome<VerifyingKey> notAKey() {
    return Outcome.refuse("不是有效的公钥。", "This is not a public key that can be used.");
  }
}
