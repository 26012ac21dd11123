package cn.nongchao.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What nobody means, but somebody sends. */
final class OddValues {

  /** As text, where a value stands; each has stopped some program somewhere. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\ud800",
          "\udfff\ud83d",
          "\uffff",
          "\u202e\u2066txt.exe\u200f",
          "e" + "\u0301".repeat(60),
          "\u0001\u001b[2J",
          "\r\nSet-Cookie: x=y",
          "长".repeat(70_000),
          "x".repeat(3_000),
          "😀".repeat(400),
          "1E300000000",
          "-1E300000000",
          "1E-300000000",
          "1e400",
          "9".repeat(400),
          "0x10",
          "NaN",
          "-Infinity",
          "-0",
          "-1",
          "0",
          "0.00000000000000000000000001",
          "2147483648",
          "9223372036854775808",
          "-9223372036854775809",
          "１２",
          "٣",
          "1,5",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "+1000000000-12-31",
          "+999999999-12-31",
          "-999999999-01-01",
          "0000-00-00",
          "0000-01-01",
          "0001-01-01",
          "0001-01-01T00:00",
          "9999-12-31",
          "9999-12-31T23:59:60Z",
          "10000-01-01",
          "2026-02-30",
          "2026-13-45T99:99:99Z",
          "2026-W53",
          "24:00",
          "P999999999Y",
          "PT-1S",
          "00000000-0000-0000-0000-000000000000",
          "00000000-0000-1000-8000-000000000000",
          "f47ac10b-58cc-4372-a567-0e02b2c3d479",
          "ffffffff-ffff-7fff-bfff-ffffffffffff",
          "1-1-1-1-1",
          "'; drop table loop.loops; --",
          "\\",
          "%",
          "%00",
          "_",
          "${jndi:ldap://127.0.0.1/x}",
          "#{7*7}",
          "{0}",
          "<img src=x onerror=alert(1)>",
          "../../../../etc/passwd",
          "//evil.example/",
          "null",
          "true",
          "[]",
          "{}",
          "33",
          "330114003200001330114003200001",
          "99999999999999999999",
          "A".repeat(64),
          "=cmd|' /C calc'!A0");

  /** As JSON, where a text or number stands. */
  private static final List<String> SHAPES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[[[null]]]",
          "[{}]",
          "[{\"a\":[{}]}]",
          "{\"a\":null}",
          "{\"\":{}}",
          "[\"a\",1,null,{}]",
          "[\"\\u0000\"]",
          "[\"\\ud800\"]",
          "NaN",
          "1E300000000",
          "-1E300000000",
          "1E-300000000",
          "1e99999999999",
          "9".repeat(1_200),
          "0." + "1".repeat(1_200),
          "-1",
          "2147483648",
          "9223372036854775808",
          "1.5",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "[".repeat(900) + "]".repeat(900),
          "[" + "0,".repeat(3_000) + "0]");

  /** What has stopped this system before: every field is sent each of them. */
  static final List<String> SHARP =
      List.of("\"a\\u0000b\"", "\"\\ud800\"", "1E300000000", "[null]", "\"+999999999-12-31\"");

  /** The same as they stand in an address or a posted form. */
  static final List<String> SHARP_ENCODED = List.of("a%00b", "1E300000000", "%2B999999999-12-31");

  /** As they stand in an address or a posted form, where they are no text at all. */
  private static final List<String> BYTES =
      List.of("%ff%fe", "%ed%a0%80", "%c0%80", "%f4%90%80%80", "%E4%BD", "%0d%0aX:%20y");

  /** In an address or a form: no percent-encoding at all. */
  static final List<String> MALFORMED = List.of("%", "%zz", "a%2", "%u0041", "%%30%30");

  private final RandomGenerator random;
  private final List<String> known;

  /**
   * @param known values that are right somewhere, and ids of other things here
   */
  OddValues(RandomGenerator random, List<String> known) {
    this.random = random;
    this.known = known;
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** As JSON. */
  String json() {
    int way = random.nextInt(10);
    if (way < 5) return of(SHAPES);
    return quoted(way < 9 ? of(TEXTS) : of(known));
  }

  /** Percent-encoded. */
  String encoded() {
    int way = random.nextInt(20);
    if (way == 0) return of(MALFORMED);
    if (way < 4) return of(BYTES);
    if (way < 6) return encode(of(known));
    return encode(of(TEXTS));
  }

  /** Percent-encoded, and whole within a segment of a path. */
  String segment() {
    String text = encoded().replace("+", "%20");
    return text.isEmpty() ? "%20" : text.length() > 4_000 ? text.substring(0, 4_000 / 9 * 9) : text;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** As JSON writes a text; halves of surrogates as escapes. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
      if (plain) json.append(c);
      else json.append("\\u%04x".formatted((int) c));
    }
    return json.append('"').toString();
  }

  /** Whole bodies that are no object of JSON. */
  static List<String> bodies() {
    List<String> all = new ArrayList<>(SHAPES);
    all.addAll(
        List.of(
            "",
            "{",
            "{\"id\":",
            "{\"id\":\"a\",\"id\":\"b\"}",
            "{\"id\":\"\\ud800\"}",
            "{\"\\u0000\":1}",
            "\ufeff{}",
            "{}{}",
            "\"x\"",
            "<a/>",
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)));
    return all;
  }
}
