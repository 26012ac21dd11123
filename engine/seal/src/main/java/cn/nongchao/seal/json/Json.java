package cn.nongchao.seal.json;

import cn.nongchao.seal.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Values of the JSON that is sealed: {@code String}, {@code Long}, {@code Boolean}, {@code
 * List<Object>} and {@code Map<String, Object>}; no null, no fractions. A field without a value is
 * left out.
 *
 * <p>Written in one way only, that of RFC 8785 (JSON Canonicalization Scheme): no white space, keys
 * sorted by UTF-16 code units, the shortest escapes, UTF-8. For these values it is what {@code
 * JSON.stringify} writes once keys are sorted, so a page in a browser recomputes it in a few lines.
 */
public final class Json {
  /** Integers reach as far as JavaScript counts exactly: 2^53 - 1 either side of zero. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  /** Arrays and objects may nest this deep. */
  public static final int MAX_DEPTH = 16;

  private Json() {}

  /**
   * The canonical bytes of a value.
   *
   * @throws Malformed if it holds anything but the documented kinds, nests too deep, has an integer
   *     beyond {@link #MAX_INTEGER} or a string that is not well-formed Unicode
   */
  public static byte[] canonical(Object value) throws Malformed {
    return new JsonWriter().write(value).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one value, in any layout JSON allows, refusing repeated keys.
   *
   * @param maxBytes longer input is refused unread
   */
  public static Object parse(byte[] json, int maxBytes) throws Malformed {
    if (json.length > maxBytes) {
      throw Malformed.of("内容超过 " + maxBytes + " 字节", "longer than " + maxBytes + " bytes");
    }
    return new JsonReader(Utf8.decode(json)).read();
  }

  /** The object in {@code value}, or a refusal naming what it was expected to be. */
  @SuppressWarnings("unchecked") // JsonReader and JsonWriter build objects with string keys only
  public static Map<String, Object> object(Object value, String name) throws Malformed {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw Malformed.of(name + " 应为对象", name + " is not an object");
  }

  /** The string in field {@code key}, or a refusal naming the field. */
  public static String string(Map<String, Object> object, String key) throws Malformed {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw Malformed.of("字段 " + key + " 缺失或不是文字", "field " + key + " is missing or no text");
  }

  /** The integer in field {@code key}, or a refusal naming the field. */
  public static long integer(Map<String, Object> object, String key) throws Malformed {
    if (object.get(key) instanceof Long number) {
      return number;
    }
    throw Malformed.of("字段 " + key + " 缺失或不是整数", "field " + key + " is missing or no integer");
  }

  /** Refuses an object that has fields other than these. */
  public static void onlyFields(Map<String, Object> object, List<String> allowed) throws Malformed {
    for (String key : object.keySet()) {
      if (!allowed.contains(key)) {
        throw Malformed.of("有不认识的字段", "there is an unknown field");
      }
    }
  }
}
