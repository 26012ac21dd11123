package cn.nongchao.seal.json;

import cn.nongchao.seal.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads RFC 8259 text into the kinds of value {@link Json} documents, and refuses the rest. */
final class JsonReader {
  private static final int MAX_INTEGER_CHARS = 17;

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  Object read() throws Malformed {
    Object value = value(0);
    space();
    if (at != text.length()) {
      throw bad("结尾有多余内容", "something follows the end");
    }
    return value;
  }

  private Object value(int depth) throws Malformed {
    space();
    return switch (peek()) {
      case '{' -> object(JsonWriter.deeper(depth));
      case '[' -> array(JsonWriter.deeper(depth));
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> integer();
    };
  }

  private Map<String, Object> object(int depth) throws Malformed {
    Map<String, Object> fields = new LinkedHashMap<>();
    at++;
    if (closes('}')) {
      return fields;
    }
    do {
      space();
      String key = string();
      space();
      expect(':');
      if (fields.put(key, value(depth)) != null) {
        throw bad("字段重复", "a field is repeated");
      }
    } while (continues('}'));
    return fields;
  }

  private List<Object> array(int depth) throws Malformed {
    List<Object> values = new ArrayList<>();
    at++;
    if (closes(']')) {
      return values;
    }
    do {
      values.add(value(depth));
    } while (continues(']'));
    return values;
  }

  private boolean closes(char end) throws Malformed {
    space();
    if (peek() == end) {
      at++;
      return true;
    }
    return false;
  }

  private boolean continues(char end) throws Malformed {
    space();
    char c = peek();
    if (c != ',' && c != end) {
      throw bad("缺少逗号或括号", "a comma or bracket is missing");
    }
    at++;
    return c == ',';
  }

  private Object word(String word, Object value) throws Malformed {
    if (!text.startsWith(word, at)) {
      throw bad("不认识的词", "an unknown word");
    }
    at += word.length();
    return value;
  }

  private Long integer() throws Malformed {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    boolean leadingZero = at - digits > 1 && text.charAt(digits) == '0';
    String number = text.substring(start, at);
    if (at == digits || leadingZero || number.length() > MAX_INTEGER_CHARS || number.equals("-0")) {
      throw bad("不是可接受的整数或值", "no acceptable integer or value");
    }
    long value = Long.parseLong(number);
    if (Math.abs(value) > Json.MAX_INTEGER) {
      throw bad("整数过大", "an integer is out of range");
    }
    return value;
  }

  private String string() throws Malformed {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        break;
      } else if (c < 0x20) {
        throw bad("文字中有控制字符", "a control character in a text");
      } else {
        out.append(c == '\\' ? escape() : c);
      }
    }
    String string = out.toString();
    if (!Utf8.wellFormed(string)) {
      throw bad("文字含有残缺字符", "a text holds half a character");
    }
    return string;
  }

  private char escape() throws Malformed {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw bad("不认识的转义", "an unknown escape");
    };
  }

  private char unicode() throws Malformed {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw bad("转义残缺", "an escape is incomplete");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private void expect(char c) throws Malformed {
    if (peek() != c) {
      throw bad("缺少 " + c, "expected " + c);
    }
    at++;
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw bad("内容不完整", "the text ends too early");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Malformed bad(String zh, String en) {
    return Malformed.of(
        "JSON 第 " + (at + 1) + " 个字符：" + zh, "JSON, character " + (at + 1) + ": " + en);
  }
}
