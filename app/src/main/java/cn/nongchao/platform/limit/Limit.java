package cn.nongchao.platform.limit;

import cn.nongchao.platform.Text;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is counted, and how much of it is free. Declared by whoever counts, as
 *
 * <pre>Limit.of("report", Duration.ofHours(1)).known(10, 40).address(10, 200).all(600)</pre>
 *
 * <p>A count runs out evenly: of ten an hour, one is free again after six minutes. Above what is
 * free a proof of work is asked for ({@link Work}), above the most only waiting helps.
 *
 * <p>A device that did the thing well before ({@link Comer#knows}) is counted by itself and is not
 * held up by what others do at the same address; so is a person who is signed in.
 */
public final class Limit {

  /** What a count belongs to. */
  public enum By {
    /** The device, where it is known, or the person signed in. */
    KNOWN,
    /** The network of somebody unknown ({@link cn.nongchao.platform.Network}). */
    ADDRESS,
    /** What somebody unknown is at: an account, a phone number. */
    SUBJECT,
    /** Everybody unknown together: what no single address would show. */
    ALL
  }

  /**
   * @param free within the window, at once or one after another
   * @param most with work; beyond it only time helps
   */
  record Bound(int free, int most) {
    Bound {
      if (free < 1 || most < free) throw new IllegalArgumentException(free + " of " + most);
    }
  }

  /** How a refusal begins, and how it ends; between them it says when to try again. */
  record Words(Text before, Text after) {}

  private static final Words MUCH =
      new Words(Text.of("操作过于频繁", "too many requests"), Text.of("", ""));

  private final String name;
  private final String about;
  private final Duration window;
  private final Map<By, Bound> bounds;
  private final boolean bySubject;
  private final Words words;

  private Limit(
      String name,
      String about,
      Duration window,
      Map<By, Bound> bounds,
      boolean bySubject,
      Words words) {
    this.name = name;
    this.about = about;
    this.window = window;
    this.bounds = Map.copyOf(bounds);
    this.bySubject = bySubject;
    this.words = words;
  }

  /**
   * @param name its own among all limits
   */
  public static Limit of(String name, Duration window) {
    return new Limit(name, "", window, Map.of(), false, MUCH);
  }

  /** By a known device, or a person signed in. */
  public Limit known(int free, int most) {
    return with(By.KNOWN, free, most);
  }

  /** By the network of whoever is not known. */
  public Limit address(int free, int most) {
    return with(By.ADDRESS, free, most);
  }

  /** By what whoever is not known is at. */
  public Limit subject(int free, int most) {
    return with(By.SUBJECT, free, most);
  }

  /** By all who are not known together: beyond it work is asked of each, nobody is shut out. */
  public Limit all(int free) {
    return with(By.ALL, free, Integer.MAX_VALUE);
  }

  /** A device is known for one subject only, as one account: not for what it may not do yet. */
  public Limit knownForSubject() {
    return new Limit(name, about, window, bounds, true, words);
  }

  /**
   * What a refusal begins with, as “too many reports”, and what it ends with; between them it says
   * when to try again.
   */
  public Limit saying(Text before, Text after) {
    return new Limit(name, about, window, bounds, bySubject, new Words(before, after));
  }

  /** The same, counted for this thing by itself. */
  public Limit about(String thing) {
    return new Limit(name, thing, window, bounds, bySubject, words);
  }

  private Limit with(By by, int free, int most) {
    Map<By, Bound> more = new EnumMap<>(By.class);
    more.putAll(bounds);
    more.put(by, new Bound(free, most));
    return new Limit(name, about, window, more, bySubject, words);
  }

  public String name() {
    return name;
  }

  String about() {
    return about;
  }

  public Duration window() {
    return window;
  }

  Set<By> counted() {
    return bounds.keySet();
  }

  Bound bound(By by) {
    return Objects.requireNonNull(bounds.get(by), "not counted");
  }

  /** How fast a count runs out, in units a second. */
  double rate(By by) {
    return (double) bound(by).free() / window.toSeconds();
  }

  boolean isKnownForSubject() {
    return bySubject;
  }

  Words words() {
    return words;
  }
}
