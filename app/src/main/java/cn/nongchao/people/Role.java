package cn.nongchao.people;

import cn.nongchao.people.Division.Level;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody is here for. A role is held only within a scope and a period ({@link Grant}). The
 * module whose work it is declares it as a bean; {@link Roles} knows all there are.
 *
 * <p>Whether a person may use it on an act of law is a matter of qualification, not of role: an
 * officer without a valid licence may not inspect (国办发〔2024〕54号).
 *
 * @param name as stored; what annotations, life cycles and menus call it
 * @param aliases other words for it in files that are imported
 * @param purpose what it is for, in one sentence
 * @param order where it stands in a list
 * @param reach over what it can be granted
 * @param works whether who holds it is at work here; not so for those it works for
 * @param leads whether who holds it over an organisation leads it
 * @param twofold whether the installation may require a second factor of whoever holds it
 * @param reads what may be looked through within its places
 * @param ofUnits whether it is usually held over one's own unit rather than over a place
 */
public record Role(
    String name,
    Text title,
    Set<String> aliases,
    Text purpose,
    int order,
    Reach reach,
    boolean works,
    boolean leads,
    boolean twofold,
    Set<Reading> reads,
    boolean ofUnits) {

  /** As they are listed. */
  public static final Comparator<Role> BY_ORDER =
      Comparator.comparingInt(Role::order).thenComparing(Role::name);

  /**
   * Over what a role can be granted.
   *
   * @param levels of places
   * @param country whether over the whole country
   * @param organisations whether over an organisation
   */
  public record Reach(Set<Level> levels, boolean country, boolean organisations) {

    public Reach {
      levels = Set.copyOf(levels);
    }

    /** Every place and every organisation. */
    public static Reach anywhere() {
      return new Reach(EnumSet.allOf(Level.class), true, true);
    }

    /** Every place and no organisation. */
    public static Reach places() {
      return new Reach(EnumSet.allOf(Level.class), true, false);
    }

    /** Places of this level and below, and no organisation. */
    public static Reach placesWithin(Level highest) {
      return new Reach(EnumSet.range(highest, Level.GRID), false, false);
    }

    boolean allows(DivisionCode place) {
      Level level = Level.of(place);
      return level == null ? country : levels.contains(level);
    }

    /** The kinds of places and bodies. */
    public List<Text> words() {
      List<Text> words = new ArrayList<>();
      if (country) words.add(Text.of("全国", "whole country"));
      List<Level> sorted = levels.stream().sorted().toList();
      if (!sorted.isEmpty() && levels.equals(EnumSet.range(sorted.getFirst(), Level.GRID))) {
        Text highest = sorted.getFirst().title();
        words.add(Text.of(highest.zh() + "及以下", highest.en() + " and below"));
      } else {
        sorted.forEach(level -> words.add(level.title()));
      }
      if (organisations) words.add(Text.of("单位", "organisation"));
      return List.copyOf(words);
    }
  }

  public Role {
    if (!name.matches("[A-Z][A-Z_]{1,39}")) {
      throw new IllegalArgumentException("no name for a role: " + name);
    }
    aliases = Set.copyOf(aliases);
    reads = Set.copyOf(reads);
  }

  /** A working role that can be granted anywhere and reads nothing by itself. */
  public static Role of(String name, int order, Text title, Text purpose) {
    return new Role(
        name,
        title,
        Set.of(),
        purpose,
        order,
        Reach.anywhere(),
        true,
        false,
        false,
        Set.of(),
        false);
  }

  public Role also(String... words) {
    return new Role(
        name, title, Set.of(words), purpose, order, reach, works, leads, twofold, reads, ofUnits);
  }

  public Role over(Reach allowed) {
    return new Role(
        name, title, aliases, purpose, order, allowed, works, leads, twofold, reads, ofUnits);
  }

  /** Held by those the work is done for. */
  public Role notAtWork() {
    return new Role(
        name, title, aliases, purpose, order, reach, false, leads, twofold, reads, ofUnits);
  }

  public Role leading() {
    return new Role(
        name, title, aliases, purpose, order, reach, works, true, twofold, reads, ofUnits);
  }

  /** Held over one's own unit, unless somebody says otherwise. */
  public Role ofTheirUnit() {
    return new Role(
        name, title, aliases, purpose, order, reach, works, leads, twofold, reads, true);
  }

  /** Too much for one password, where the installation says so. */
  public Role provenTwice() {
    return new Role(
        name, title, aliases, purpose, order, reach, works, leads, true, reads, ofUnits);
  }

  public Role reading(Reading... what) {
    return new Role(
        name, title, aliases, purpose, order, reach, works, leads, twofold, Set.of(what), ofUnits);
  }

  /** Whether it can be granted over this place. */
  public boolean reaches(DivisionCode place) {
    return reach.allows(place);
  }
}
