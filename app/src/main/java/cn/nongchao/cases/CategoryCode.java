package cn.nongchao.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Names one line of the responsibility list. */
public record CategoryCode(@JsonValue String value) {

  public static @Nullable CategoryCode of(@Nullable String value) {
    return value == null ? null : new CategoryCode(value);
  }

  /** Null where none is named. */
  public static @Nullable String value(@Nullable CategoryCode code) {
    return code == null ? null : code.value();
  }

  @Override
  public String toString() {
    return value;
  }
}
