package cn.nongchao.seal.text;

import cn.nongchao.seal.Outcome;
import java.util.Arrays;

/** Base45 (RFC 9285). Every byte string has one encoding, and only that is read. */
public final class Base45 {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      VALUES[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private Base45() {}

  public static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length + 1) / 2 * 3);
    for (int i = 0; i < bytes.length; i += 2) {
      boolean pair = i + 1 < bytes.length;
      int value = pair ? (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
      out.append(ALPHABET.charAt(value % 45)).append(ALPHABET.charAt(value / 45 % 45));
      if (pair) {
        out.append(ALPHABET.charAt(value / 2025));
      }
    }
    return out.toString();
  }

  /** Refuses other characters, a length no bytes give, and groups beyond 65535 (or 255). */
  public static Outcome<byte[]> decode(String text) {
    int rest = text.length() % 3;
    if (rest == 1) {
      return Outcome.refuse("Base45 文本长度不对。", "No bytes give base45 text of this length.");
    }
    byte[] out = new byte[text.length() / 3 * 2 + rest / 2];
    int to = 0;
    for (int at = 0; at < text.length(); at += 3) {
      boolean pair = at + 2 < text.length();
      int low = value(text.charAt(at));
      int middle = value(text.charAt(at + 1));
      int high = pair ? value(text.charAt(at + 2)) : 0;
      if (low < 0 || middle < 0 || high < 0) {
        return Outcome.refuse("含有 Base45 以外的字符。", "A character is not of base45.");
      }
      int value = low + 45 * middle + 2025 * high;
      if (value > (pair ? 0xffff : 0xff)) {
        return Outcome.refuse("Base45 数值溢出。", "A base45 group is too large.");
      }
      if (pair) {
        out[to++] = (byte) (value >>> 8);
      }
      out[to++] = (byte) value;
    }
    return Outcome.of(out);
  }

  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : -1;
  }
}
