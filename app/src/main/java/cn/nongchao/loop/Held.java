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
 */
record Held(
    Loop loop,
    Deadlines deadlines,
    @Nullable Instant escalatedAt,
    Instant touchedAt,
    Set<UUID> parties) {

  Held {
    parties = Set.copyOf(parties);
  }

  Held with(Parties more) {
    return more.isEmpty()
        ? this
        : new Held(loop, deadlines, escalatedAt, touchedAt, more.and(parties));
  }

  Held numbered(String number) {
    return new Held(loop.numbered(number), deadlines, escalatedAt, touchedAt, parties);
  }
}
