package cn.nongchao.seal.sm;

import cn.nongchao.seal.Outcome;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * The SM2 signature (GB/T 32918.2-2016) over SM3, on the recommended curve of GB/T 32918.5-2017. A
 * signature is r and s as 32 bytes each, big-endian, one after the other.
 *
 * <p>The number k of a signature is derived from the key and the message as RFC 6979 does, with
 * HMAC-SM3, so no random source can fail and the same message always gives the same signature.
 */
public final class Sm2 {
  /** The identity GM/T 0009 gives to signers that state none. */
  public static final String DEFAULT_ID = "1234567812345678";

  /** Length of a signature and of half of it. */
  private static final int SIGNATURE = 64;

  private static final int HALF = 32;

  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
  private static final BigInteger N = CURVE.getN();

  private Sm2() {}

  /** A point of the curve, never the point at infinity. */
  public static final class PublicKey {
    private final ECPoint point;

    private PublicKey(ECPoint point) {
      this.point = point.normalize();
    }

    /** The point as 33 bytes: 02 or 03, then x. */
    public byte[] compressed() {
      return point.getEncoded(true);
    }
  }

  /** Where the number k of a signature comes from: any value from 1 to n-1, new for each try. */
  interface Nonces {
    BigInteger next();
  }

  /** Reads a point from 33 bytes (02 or 03, x) or 65 bytes (04, x, y). */
  public static Outcome<PublicKey> publicKey(byte[] encoded) {
    boolean shape =
        switch (encoded.length) {
          case 33 -> encoded[0] == 2 || encoded[0] == 3;
          case 65 -> encoded[0] == 4;
          default -> false;
        };
    if (shape) {
      try {
        return Outcome.of(new PublicKey(CURVE.getCurve().decodePoint(encoded)));
      } catch (IllegalArgumentException e) {
        // a point off the curve is refused below
      }
    }
    return Outcome.refuse("不是有效的 SM2 公钥。", "This is not an SM2 public key.");
  }

  /**
   * The public key of a secret.
   *
   * @throws IllegalArgumentException if the secret is not 32 bytes or not from 1 to n-2
   */
  public static PublicKey publicKeyOf(byte[] secret) {
    return new PublicKey(times(scalar(secret)));
  }

  /**
   * Signs a message under {@link #DEFAULT_ID}.
   *
   * @param secret 32 bytes, big-endian, from 1 to n-2
   * @return r and s, 64 bytes
   * @throws IllegalArgumentException if the secret is out of range
   */
  public static byte[] sign(byte[] secret, byte[] message) {
    BigInteger d = scalar(secret);
    PublicKey key = new PublicKey(times(d));
    byte[] e = messageHash(key, DEFAULT_ID, message);
    HMacDSAKCalculator calculator = new HMacDSAKCalculator(new SM3Digest());
    calculator.init(N, d, e);
    return sign(d, new BigInteger(1, e), calculator::nextK);
  }

  /** Section 6.1 of GB/T 32918.2, from the hash e on. */
  static byte[] sign(BigInteger d, BigInteger e, Nonces nonces) {
    while (true) {
      BigInteger k = nonces.next();
      BigInteger r = e.add(times(k).normalize().getAffineXCoord().toBigInteger()).mod(N);
      if (r.signum() == 0 || r.add(k).equals(N)) {
        continue;
      }
      BigInteger inverse = d.add(BigInteger.ONE).modInverse(N);
      BigInteger s = k.subtract(r.multiply(d)).multiply(inverse).mod(N);
      if (s.signum() != 0) {
        byte[] out = new byte[SIGNATURE];
        BigIntegers.asUnsignedByteArray(r, out, 0, HALF);
        BigIntegers.asUnsignedByteArray(s, out, HALF, HALF);
        return out;
      }
    }
  }

  /** Whether the 64 bytes are this key's signature of the message under {@link #DEFAULT_ID}. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    return verify(key, DEFAULT_ID, message, signature);
  }

  /** As above, under another identity. */
  public static boolean verify(PublicKey key, String id, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE) {
      return false;
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, HALF));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, HALF, SIGNATURE));
    if (!inRange(r) || !inRange(s)) {
      return false;
    }
    BigInteger t = r.add(s).mod(N);
    if (t.signum() == 0) {
      return false;
    }
    ECPoint sum = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), s, key.point, t).normalize();
    if (sum.isInfinity()) {
      return false;
    }
    BigInteger e = new BigInteger(1, messageHash(key, id, message));
    return e.add(sum.getAffineXCoord().toBigInteger()).mod(N).equals(r);
  }

  /** e = SM3(Z, message), where Z binds the identity, the curve and the key (section 5.5). */
  static byte[] messageHash(PublicKey key, String id, byte[] message) {
    return Sm3.hash(identityHash(key, id), message);
  }

  static byte[] identityHash(PublicKey key, String id) {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    int bits = name.length * 8;
    return Sm3.hash(
        new byte[] {(byte) (bits >>> 8), (byte) bits},
        name,
        CURVE.getCurve().getA().getEncoded(),
        CURVE.getCurve().getB().getEncoded(),
        CURVE.getG().normalize().getAffineXCoord().getEncoded(),
        CURVE.getG().normalize().getAffineYCoord().getEncoded(),
        key.point.getAffineXCoord().getEncoded(),
        key.point.getAffineYCoord().getEncoded());
  }

  private static ECPoint times(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar);
  }

  private static BigInteger scalar(byte[] secret) {
    BigInteger d = new BigInteger(1, secret);
    if (secret.length != HALF || !inRange(d) || d.equals(N.subtract(BigInteger.ONE))) {
      throw new IllegalArgumentException("an SM2 secret is 32 bytes, from 1 to n-2");
    }
    return d;
  }

  private static boolean inRange(BigInteger value) {
    return value.signum() > 0 && value.compareTo(N) < 0;
  }
}
