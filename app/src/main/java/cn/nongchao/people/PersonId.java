package cn.nongchao.people;

import cn.nongchao.platform.Ids;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names one person. */
public record PersonId(@JsonValue UUID value) {

  public static PersonId next() {
    return new PersonId(Ids.next());
  }

  public static @Nullable PersonId of(@Nullable UUID value) {
    return value == null ? null : new PersonId(value);
  }

  /** Null for text that is no id. */
  public static @Nullable PersonId read(@Nullable String text) {
    return of(Ids.read(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
