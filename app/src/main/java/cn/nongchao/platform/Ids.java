package cn.nongchao.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs of version 7 (RFC 9562 §5.7), made by whoever creates the thing. */
public final class Ids {

  private static final TimeBasedEpochRandomGenerator GENERATOR =
      Generators.timeBasedEpochRandomGenerator();

  private Ids() {}

  public static UUID next() {
    return GENERATOR.generate();
  }

  /** Reads an id in its canonical 36-character form; null for anything else. */
  public static @Nullable UUID read(@Nullable String text) {
    if (text == null || text.length() != 36) return null;
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
