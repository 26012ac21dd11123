package cn.nongchao.cases;

import cn.nongchao.loop.Entry;
import cn.nongchao.people.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an event was handled.
 *
 * @param act for {@link Disposition#ENFORCE} only: what was done in law
 * @param officers for enforcement: at least two, each with a valid licence, the one who records
 *     among them
 * @param subject towards whom: a firm's unified social credit code, or empty; never a person's name
 * @param reply what whoever reported it is told; the note stays among those who handle it
 * @param summary of the act, for anybody who scans its code; empty for words made of what is known
 * @param before photos from before, of those in the step's evidence
 * @param after photos from after
 */
public record Handling(
    Disposition disposition,
    @Nullable Act act,
    List<PersonId> officers,
    String subject,
    String reply,
    String summary,
    List<UUID> before,
    List<UUID> after) {

  static final String OFFICERS = "officers";
  private static final String DISPOSITION = "disposition";
  private static final String ACT = "act";
  private static final String SUBJECT = "subject";
  private static final String REPLY = "reply";
  private static final String SUMMARY = "summary";

  public Handling {
    officers = List.copyOf(officers);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  public static Handling by(Disposition disposition) {
    return new Handling(disposition, null, List.of(), "", "", "", List.of(), List.of());
  }

  public Handling telling(String answer) {
    return new Handling(disposition, act, officers, subject, answer, summary, before, after);
  }

  public Handling summing(String words) {
    return new Handling(disposition, act, officers, subject, reply, words, before, after);
  }

  public Handling showing(List<UUID> photosBefore, List<UUID> photosAfter) {
    return new Handling(
        disposition, act, officers, subject, reply, summary, photosBefore, photosAfter);
  }

  public static Handling enforcing(Act act, List<PersonId> officers, String subject) {
    return new Handling(Disposition.ENFORCE, act, officers, subject, "", "", List.of(), List.of());
  }

  /** As an entry keeps it; what is empty is left out. Files stand with the entry. */
  Map<String, String> kept() {
    Map<String, String> data = new HashMap<>();
    data.put(DISPOSITION, disposition.name());
    if (act != null) data.put(ACT, act.name());
    put(data, OFFICERS, joined(officers));
    put(data, SUBJECT, subject);
    put(data, REPLY, reply);
    put(data, SUMMARY, summary);
    put(data, "before", joined(before));
    put(data, "after", joined(after));
    return data;
  }

  /** What the entry of a handling says. */
  static Handling of(Entry entry) {
    String act = entry.fact(ACT);
    return new Handling(
        Disposition.valueOf(Objects.requireNonNull(entry.fact(DISPOSITION))),
        act == null ? null : Act.valueOf(act),
        persons(entry, OFFICERS),
        Objects.requireNonNullElse(entry.fact(SUBJECT), ""),
        Objects.requireNonNullElse(entry.fact(REPLY), ""),
        Objects.requireNonNullElse(entry.fact(SUMMARY), ""),
        List.of(),
        List.of());
  }

  /** The persons an entry names under a key. */
  static List<PersonId> persons(Entry entry, String key) {
    return Stream.of(Objects.requireNonNullElse(entry.fact(key), "").split(","))
        .map(PersonId::read)
        .filter(Objects::nonNull)
        .toList();
  }

  private static void put(Map<String, String> data, String key, String value) {
    if (!value.isBlank()) data.put(key, value.strip());
  }

  static String joined(Collection<?> ids) {
    return ids.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
