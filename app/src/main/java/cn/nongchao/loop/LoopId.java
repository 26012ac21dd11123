package cn.nongchao.loop;

import cn.nongchao.platform.Ids;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names one loop; a UUIDv7 made by whoever opens it, a phone without a signal too. */
public record LoopId(@JsonValue UUID value) {

  public static LoopId next() {
    return new LoopId(Ids.next());
  }

  /** Null for text that is no id. */
  public static @Nullable LoopId read(@Nullable String text) {
    UUID id = Ids.read(text);
    return id == null ? null : new LoopId(id);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
