package cn.nongchao.people;

import cn.nongchao.platform.Keyed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals personal data before it enters the database, so that the database alone tells nobody's
 * number. AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce each time; the key stays outside
 * the database: {@code <data>/keys/personal-data.key}, or the environment's {@code
 * NONGCHAO_PERSONAL_KEY} (32 bytes in base64).
 *
 * <p>Sealed form: version byte 1, nonce, ciphertext with tag; the version byte is authenticated.
 */
public class PersonalData implements Keyed {

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey sealing;
  private final Mac digesting;

  PersonalData(byte[] key) {
    this.sealing = derived(key, "seal", "AES");
    this.digesting = keyed(derived(key, "digest", "HmacSHA256"));
  }

  public byte[] seal(String plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] cipher = run(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8), 0);
    byte[] sealed = new byte[1 + NONCE + cipher.length];
    sealed[0] = VERSION;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    System.arraycopy(cipher, 0, sealed, 1 + NONCE, cipher.length);
    return sealed;
  }

  /**
   * @throws IllegalStateException where the bytes were altered or sealed under another key
   */
  public String open(byte[] sealed) {
    if (sealed.length < 1 + NONCE + 16 || sealed[0] != VERSION) {
      throw new IllegalStateException("not sealed personal data");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
    return new String(run(Cipher.DECRYPT_MODE, nonce, sealed, 1 + NONCE), StandardCharsets.UTF_8);
  }

  /** HMAC-SHA-256 under a key of its own: finds equal values without reading any. */
  @Override
  public byte[] digest(String plain) {
    try {
      // A copy of one made ready, which nothing is ever fed to: finding and keying one costs more.
      return ((Mac) digesting.clone()).doFinal(plain.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HMAC-SHA-256 can be copied", e);
    }
  }

  private static Mac keyed(SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(new byte[] {VERSION});
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("personal data cannot be opened with this key", e);
    }
  }

  /** One secret, two keys (HKDF, RFC 5869). */
  private static SecretKey derived(byte[] key, String use, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .thenExpand(("nongchao personal " + use).getBytes(StandardCharsets.UTF_8), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
    }
  }
}
