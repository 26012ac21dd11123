package cn.nongchao.seal.entry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One move of a closed loop, as it is sealed under the type {@code loop.entry}.
 *
 * @param id the entry's own id
 * @param kind kind of loop, for instance {@code event}
 * @param loop the loop moved
 * @param version the loop's version after the move, from 1
 * @param move the move's name
 * @param from stage before; empty for the first entry
 * @param to stage after
 * @param at when, kept to the microsecond
 * @param actor who, as an id or a hash, never a name or a number of a person
 * @param data further facts of the move; see {@link EntryFacts} for what may be in them
 */
public record LoopFacts(
    UUID id,
    String kind,
    UUID loop,
    long version,
    String move,
    String from,
    String to,
    Instant at,
    String actor,
    Map<String, Object> data) {
  /** The type under which moves are sealed. */
  public static final String TYPE = "loop.entry";

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  public LoopFacts {
    data = Map.copyOf(data);
  }

  /** A time as entries write it: RFC 3339, UTC, six digits of seconds. */
  public static String time(Instant at) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
    if (time.getYear() < 1000 || time.getYear() > 9999) {
      return MICROS.format(at);
    }
    // By hand: this is written some twenty times for every move there is.
    char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
    digits(text, 4, time.getYear());
    digits(text, 7, time.getMonthValue());
    digits(text, 10, time.getDayOfMonth());
    digits(text, 13, time.getHour());
    digits(text, 16, time.getMinute());
    digits(text, 19, time.getSecond());
    digits(text, 26, at.getNano() / 1000);
    return new String(text);
  }

  /** Writes the number's digits so that the last of them stands before {@code end}. */
  private static void digits(char[] text, int end, int number) {
    int at = end;
    for (int rest = number; rest > 0; rest /= 10) {
      text[--at] = (char) ('0' + rest % 10);
    }
  }

  public EntryFacts facts() {
    Map<String, Object> facts = new HashMap<>();
    facts.put("id", id.toString());
    facts.put("kind", kind);
    facts.put("loop", loop.toString());
    facts.put("version", version);
    facts.put("move", move);
    facts.put("from", from);
    facts.put("to", to);
    facts.put("at", time(at));
    facts.put("actor", actor);
    facts.put("data", data);
    return new EntryFacts(TYPE, facts);
  }
}
