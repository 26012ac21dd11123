package cn.nongchao.seal.json;

import cn.nongchao.seal.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 read strictly: bytes that are not UTF-8 are refused, never replaced. */
public final class Utf8 {
  private Utf8() {}

  public static String decode(byte[] bytes) throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Malformed.of("内容不是 UTF-8 文字", "the bytes are not UTF-8");
    }
  }

  /** Whether every surrogate in {@code text} is one of a pair, so that it has a UTF-8 form. */
  static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) {
        return false;
      }
      i++;
    }
    return true;
  }
}
