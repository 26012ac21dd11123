package cn.nongchao.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) as receivers check it. */
final class Signature {

  private Signature() {}

  /** Over time and body: {@code sha256=} and lower-case hexadecimal. */
  static String plain(String secret, long seconds, byte[] body) {
    byte[] head = (seconds + ".").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return "sha256=" + HexFormat.of().formatHex(hmac(secret, all));
  }

  /** 钉钉 “加签”: over the time in milliseconds, a line end and the secret itself; base64. */
  static String dingTalk(String secret, long millis) {
    byte[] said = (millis + "\n" + secret).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(hmac(secret, said));
  }

  private static byte[] hmac(String secret, byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(said);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
