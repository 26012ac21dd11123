package cn.nongchao.platform;

import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, for a person to read.
 *
 * @param code stable machine-readable name, kebab-case: the last part of a problem's {@code type}
 * @param field the input that is wrong, as named in the form or JSON; null when it is none of them
 */
public record Refusal(String code, @Nullable String field, Text reason) {

  public static Refusal of(String code, String zh, String en) {
    return new Refusal(code, null, Text.of(zh, en));
  }

  public static Refusal field(String field, String zh, String en) {
    return new Refusal("bad-input", field, Text.of(zh, en));
  }
}
