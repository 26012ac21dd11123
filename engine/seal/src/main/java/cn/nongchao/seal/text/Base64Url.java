package cn.nongchao.seal.text;

import cn.nongchao.seal.Outcome;
import java.util.Base64;

/** Base64url without padding (RFC 4648 section 5). Only the one canonical encoding is read. */
public final class Base64Url {
  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Refuses other characters, padding, and last characters whose unused bits are not zero. */
  public static Outcome<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return Outcome.of(bytes);
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    return Outcome.refuse("不是规范的 Base64url 文本。", "This is not canonical base64url text.");
  }
}
