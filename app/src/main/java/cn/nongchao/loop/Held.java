package cn.nongchao.loop;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A loop with its whole clock: all that its row says.
 *
 * @param touchedAt when something last happened to it
 * @param parties some of those written down as having taken part, perhaps none of them
 * @param altered whether its row was not as its last entry left it when it was read
 */
record Held(
    Loop loop,
    Deadlines deadlines,
    @Nullable Instant escalatedAt,
    Instant touchedAt,
    Set<UUID> parties,
    boolean altered) {

  Held {
    parties = Set.copyOf(parties);
  }

  Held(
      Loop loop,
      Deadlines deadlines,
      @Nullable Instant escalatedAt,
      Instant touchedAt,
      Set<UUID> parties) {
    this(loop, deadlines, escalatedAt, touchedAt, parties, false);
  }

  Held with(Parties more) {
    return more.isEmpty()
        ? this
        : new Held(loop, deadlines, escalatedAt, touchedAt, more.and(parties), altered);
  }

  Held numbered(String number) {
    return new Held(loop.numbered(number), deadlines, escalatedAt, touchedAt, parties, altered);
  }
}
