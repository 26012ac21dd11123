package cn.nongchao.notify;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is pushed to a browser is read by that browser alone: RFC 8291 over the coding of RFC 8188,
 * by the platform's own P-256, HMAC and AES-GCM.
 */
final class PushSecrets {

  private static final int COORDINATE = 32;

  /** One record, longer than anything a push server takes. */
  private static final int RECORD = 4096;

  private PushSecrets() {}

  static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A point uncompressed (SEC 1, section 2.3.3). */
  static byte[] bytes(ECPublicKey key) {
    byte[] all = new byte[1 + 2 * COORDINATE];
    all[0] = 4;
    put(key.getW().getAffineX(), all, 1);
    put(key.getW().getAffineY(), all, 1 + COORDINATE);
    return all;
  }

  private static void put(BigInteger number, byte[] into, int at) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
  }

  /**
   * @throws GeneralSecurityException where it is no point of the curve
   */
  static ECPublicKey key(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length != 1 + 2 * COORDINATE || bytes[0] != 4) {
      throw new GeneralSecurityException("not a point of P-256");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE, bytes.length));
    ECParameterSpec curve = curve();
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger right =
        x.modPow(BigInteger.valueOf(3), p)
            .add(curve.getCurve().getA().multiply(x))
            .add(curve.getCurve().getB());
    boolean isOn =
        x.compareTo(p) < 0
            && y.compareTo(p) < 0
            && y.multiply(y).subtract(right).mod(p).signum() == 0;
    if (!isOn) throw new GeneralSecurityException("not a point of P-256");
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }

  /**
   * The body of a push message.
   *
   * @param browser the public key of the browser
   * @param shared what the browser gave beside it
   * @param ours made for this message alone
   * @param salt 16 bytes at random
   */
  static byte[] seal(byte[] plain, byte[] browser, byte[] shared, KeyPair ours, byte[] salt)
      throws GeneralSecurityException {
    byte[] sender = bytes((ECPublicKey) ours.getPublic());
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init((ECPrivateKey) ours.getPrivate());
    agreement.doPhase(key(browser), true);
    byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), browser, sender);
    byte[] input = expanded(hmac(shared, agreement.generateSecret()), info, 32);
    byte[] mixed = hmac(salt, input);
    byte[] key = expanded(mixed, said("Content-Encoding: aes128gcm\0"), 16);
    byte[] nonce = expanded(mixed, said("Content-Encoding: nonce\0"), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] sealed = cipher.doFinal(joined(plain, new byte[] {2})); // 2 ends the last record
    byte[] size = ByteBuffer.allocate(4).putInt(RECORD).array();
    return joined(salt, size, new byte[] {(byte) sender.length}, sender, sealed);
  }

  private static byte[] said(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** One step of HKDF-Expand (RFC 5869), which is all that is needed for 32 bytes. */
  private static byte[] expanded(byte[] key, byte[] info, int length)
      throws GeneralSecurityException {
    return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] said) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(said);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }
}
