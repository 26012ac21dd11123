package cn.nongchao.seal.json;

import cn.nongchao.seal.Malformed;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the canonical form of RFC 8785 section 3.2. */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  String write(Object value) throws Malformed {
    value(value, 0);
    return out.toString();
  }

  private void value(Object value, int depth) throws Malformed {
    switch (value) {
      case String text -> string(text);
      case Long number -> integer(number);
      case Integer number -> integer(number);
      case Boolean flag -> out.append(flag.booleanValue());
      case List<?> list -> array(list, deeper(depth));
      case Map<?, ?> map -> object(map, deeper(depth));
      default ->
          throw Malformed.of(
              "不能封存的值类型：" + value.getClass().getSimpleName(),
              "a value of this type cannot be sealed: " + value.getClass().getSimpleName());
    }
  }

  static int deeper(int depth) throws Malformed {
    if (depth >= Json.MAX_DEPTH) {
      throw Malformed.of("嵌套超过 " + Json.MAX_DEPTH + " 层", "nested deeper than " + Json.MAX_DEPTH);
    }
    return depth + 1;
  }

  private void integer(long number) throws Malformed {
    if (number > Json.MAX_INTEGER || number < -Json.MAX_INTEGER) {
      throw Malformed.of("整数过大", "an integer is out of range");
    }
    out.append(number);
  }

  private void array(List<?> list, int depth) throws Malformed {
    out.append('[');
    for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
      value(each.next(), depth);
      if (each.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private void object(Map<?, ?> map, int depth) throws Malformed {
    // String's order is that of UTF-16 code units, the order RFC 8785 asks for
    TreeMap<String, Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      if (!(field.getKey() instanceof String key) || field.getValue() == null) {
        throw Malformed.of("字段名须为文字，字段值不得为空", "a field has no text name or no value");
      }
      sorted.put(key, field.getValue());
    }
    out.append('{');
    String comma = "";
    for (Map.Entry<String, Object> field : sorted.entrySet()) {
      out.append(comma);
      string(field.getKey());
      out.append(':');
      value(field.getValue(), depth);
      comma = ",";
    }
    out.append('}');
  }

  private void string(String text) throws Malformed {
    if (!Utf8.wellFormed(text)) {
      throw Malformed.of("文字含有残缺字符", "a text holds half a character");
    }
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, written, i);
        escaped(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void escaped(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
    }
  }
}
