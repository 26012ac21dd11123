package cn.nongchao.seal.json;

import cn.nongchao.seal.Malformed;
import java.util.Arrays;
import java.util.Base64;

/**
 * Standard Base64 (RFC 4648 section 4) with exactly one text for every byte string: padding is
 * required and unused bits are zero, so no character of a signed text can change unnoticed.
 */
public final class Base64Text {
  private Base64Text() {}

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static byte[] decode(String text) throws Malformed {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Malformed.of("Base64 写法不正确", "not proper Base64");
  }

  /** Decodes exactly {@code length} bytes. */
  public static byte[] decode(String text, int length) throws Malformed {
    byte[] bytes = decode(text);
    if (bytes.length != length) {
      throw Malformed.of("应为 " + length + " 字节", "not " + length + " bytes");
    }
    return Arrays.copyOf(bytes, length);
  }
}
