package cn.nongchao.seal.cose;

import cn.nongchao.seal.sm.Sm2;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * A private key of 32 bytes held in memory. Every signature is deterministic: Ed25519 by its
 * definition (RFC 8032), ECDSA by RFC 6979 with the smaller of the two possible s, SM2 by the same
 * derivation over SM3. No random source is needed.
 */
public final class SecretKey implements Signer {
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(P256.getCurve(), P256.getG(), P256.getN(), P256.getH());
  private static final int HALF = 32;

  private final Algorithm algorithm;
  private final byte[] secret;

  private SecretKey(Algorithm algorithm, byte[] secret) {
    if (secret.length != HALF) {
      throw new IllegalArgumentException("a secret key is 32 bytes");
    }
    this.algorithm = algorithm;
    this.secret = secret.clone();
  }

  /**
   * A key from its 32 secret bytes.
   *
   * @param algorithm EDDSA (Ed25519), ES256 (on P-256) or SM2_SM3
   * @throws IllegalArgumentException for another algorithm or a secret out of the curve's range
   */
  public static SecretKey of(Algorithm algorithm, byte[] secret) {
    SecretKey key = new SecretKey(algorithm, secret);
    key.publicKey();
    return key;
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The public key: 32 bytes for Ed25519, a compressed point of 33 bytes otherwise. */
  public byte[] publicKey() {
    return switch (algorithm) {
      case EDDSA -> new Ed25519PrivateKeyParameters(secret).generatePublicKey().getEncoded();
      case ES256 ->
          new FixedPointCombMultiplier().multiply(P256.getG(), p256Scalar()).getEncoded(true);
      case SM2_SM3 -> Sm2.publicKeyOf(secret).compressed();
      default -> throw new IllegalArgumentException("no secret keys for " + algorithm);
    };
  }

  @Override
  public byte[] sign(byte[] message) {
    return switch (algorithm) {
      case EDDSA -> ed25519(message);
      case ES256 -> es256(message);
      case SM2_SM3 -> Sm2.sign(secret, message);
      default -> throw new IllegalStateException("no secret keys for " + algorithm);
    };
  }

  private byte[] ed25519(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(secret));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  private byte[] es256(byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(p256Scalar(), DOMAIN));
    BigInteger[] rs = signer.generateSignature(sha256(message));
    BigInteger s = rs[1].min(P256.getN().subtract(rs[1]));
    byte[] out = new byte[2 * HALF];
    BigIntegers.asUnsignedByteArray(rs[0], out, 0, HALF);
    BigIntegers.asUnsignedByteArray(s, out, HALF, HALF);
    return out;
  }

  static boolean isP256(BigInteger order) {
    return P256.getN().equals(order);
  }

  private BigInteger p256Scalar() {
    BigInteger d = new BigInteger(1, secret);
    if (d.signum() == 0 || d.compareTo(P256.getN()) >= 0) {
      throw new IllegalArgumentException("a P-256 secret is from 1 to n-1");
    }
    return d;
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
