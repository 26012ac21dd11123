package cn.nongchao.people.register;

import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a thing that somebody has in hand.
 *
 * @param to null where it goes back to the unit
 */
public record HandOver(UUID thing, @Nullable PersonId to) {

  private static final String UNIT = "unit";

  /** As sent and kept: the thing, and a person or {@code unit}; null for text that says neither. */
  public static @Nullable HandOver read(String text) {
    String[] parts = text.split(":", -1);
    UUID thing = Ids.read(parts[0]);
    if (thing == null || parts.length != 2) return null;
    if (parts[1].equals(UNIT)) return new HandOver(thing, null);
    PersonId to = PersonId.read(parts[1]);
    return to == null ? null : new HandOver(thing, to);
  }

  @Override
  public String toString() {
    return thing + ":" + (to == null ? UNIT : to);
  }
}
