package cn.nongchao.seal.cose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * Signs with a private key of the Java platform, which may stay in a PKCS#12 file, a hardware token
 * (PKCS#11) or wherever its provider keeps it. Ed25519 and P-256.
 */
public final class PlatformSigner implements Signer {
  private static final int HALF = 32;

  private final Algorithm algorithm;
  private final PrivateKey secret;
  private final byte[] publicKey;
  private final BigInteger order;

  private PlatformSigner(
      Algorithm algorithm, PrivateKey secret, byte[] publicKey, BigInteger order) {
    this.algorithm = algorithm;
    this.secret = secret;
    this.publicKey = publicKey;
    this.order = order;
  }

  /**
   * A signer for a pair.
   *
   * @throws IllegalArgumentException if it is neither of Ed25519 nor of P-256
   */
  public static PlatformSigner of(KeyPair pair) {
    PublicKey key = pair.getPublic();
    if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
      byte[] info = ed.getEncoded(); // ends in the 32 bytes of the key (RFC 8410)
      byte[] raw = Arrays.copyOfRange(info, info.length - HALF, info.length);
      return new PlatformSigner(Algorithm.EDDSA, pair.getPrivate(), raw, BigInteger.ZERO);
    }
    if (key instanceof ECPublicKey ec && SecretKey.isP256(ec.getParams().getOrder())) {
      BigInteger order = ec.getParams().getOrder();
      return new PlatformSigner(Algorithm.ES256, pair.getPrivate(), compressed(ec), order);
    }
    throw new IllegalArgumentException("codes are signed by an Ed25519 or P-256 key");
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The public key: 32 bytes for Ed25519, a compressed point of 33 bytes for P-256. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /**
   * The signature.
   *
   * @throws IllegalStateException if the key's provider cannot sign now, for example because a
   *     token was pulled out
   */
  @Override
  public byte[] sign(byte[] message) {
    String jca = algorithm.jca();
    try {
      Signature signer = Signature.getInstance(jca == null ? "Ed25519" : jca);
      signer.initSign(secret);
      signer.update(message);
      byte[] signature = signer.sign();
      return algorithm == Algorithm.ES256 ? smaller(signature) : signature;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign now", e);
    }
  }

  /** Of the two s of an ECDSA signature, the smaller. */
  private byte[] smaller(byte[] signature) {
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, HALF, 2 * HALF));
    byte[] out = signature.clone();
    BigIntegers.asUnsignedByteArray(s.min(order.subtract(s)), out, HALF, HALF);
    return out;
  }

  private static byte[] compressed(ECPublicKey key) {
    byte[] out = new byte[1 + HALF];
    out[0] = (byte) (key.getW().getAffineY().testBit(0) ? 3 : 2);
    BigIntegers.asUnsignedByteArray(key.getW().getAffineX(), out, 1, HALF);
    return out;
  }
}
