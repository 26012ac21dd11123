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
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
