package cn.nongchao.seal.json;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{ \"b\" : 1 , \"a\" : [ true,false , {} , [] ] } | {\"a\":[true,false,{},[]],\"b\":1}",
        "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u00f6\":7}"
            + " | {\"\\r\":2,\"1\":4,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}",
        "\"\\u000a\\u001F\\u002f\\/\\\\\\\"\" | \"\\n\\u001f//\\\\\\\"\"",
        "-9007199254740991 | -9007199254740991",
        "0 | 0",
        "\"河庄街道\" | \"河庄街道\"",
      })
  void isWrittenInOneWay(String json, String canonical) throws Exception {
    assertThat(text(Json.canonical(parse(json)))).isEqualTo(canonical);
    assertThat(text(Json.canonical(parse(canonical)))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "tru",
        "1.0",
        "1e3",
        "-0",
        "-",
        "01",
        "+1",
        "9007199254740992",
        "-9007199254740992",
        "99999999999999999999",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":null}",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":1,}",
        "[1,]",
        "[1 2]",
        "[1]]",
        "\"\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u\uff11\uff11\uff11\uff11\"",
        "\"a\nb\"",
        "\"a",
        "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
        "NaN",
        "\ufeff1",
      })
  void anythingElseIsRefused(String json) {
    assertThat(Malformed.caught(() -> parse(json)).ok()).as(json).isFalse();
  }

  /** As the JDK's encoder sees it, which knows every rule of UTF-8. */
  @Test
  void halfACharacterIsRefusedWhereverItStands() {
    char[] some = {'a', '"', '\n', '河', '\ud83d', '\ude00', '\udbff', '\udc00'};
    for (int which = 0; which < 8 * 8 * 8 * 8; which++) {
      String text =
          "" + some[which % 8] + some[which / 8 % 8] + some[which / 64 % 8] + some[which / 512];
      assertThat(Utf8.wellFormed(text))
          .as(() -> text.chars().mapToObj(Integer::toHexString).toList().toString())
          .isEqualTo(StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
  }

  @Test
  void kindsThatAreNotSealedAreRefusedWhenWritten() {
    assertThat(Malformed.caught(() -> Json.canonical(Map.of("a", 1.5))).ok()).isFalse();
    assertThat(Malformed.caught(() -> Json.canonical("\ud800")).ok()).isFalse();
    assertThat(Malformed.caught(() -> Json.canonical(1L << 53)).ok()).isFalse();
    assertThat(Malformed.caught(() -> Json.canonical(Map.of(1, 2))).ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"YQ", "YR==", "YQ==\n", "YQ= =", "-_==", "Y"})
  void base64HasOneTextForEachValue(String text) throws Exception {
    assertThat(Base64Text.decode("YQ==")).containsExactly('a');
    assertThat(Malformed.caught(() -> Base64Text.decode(text)).ok()).isFalse();
  }

  private static Object parse(String json) throws Malformed {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8), 10_000);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
