package cn.nongchao.people;

import cn.nongchao.platform.Sought;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every place with what it is found by, in memory: a city's are read through in a moment. */
final class PlaceIndex {

  /**
   * A place.
   *
   * @param sought as {@link Sought#of} gives it; its first word is the whole name
   */
  record Entry(String code, String sought) {

    String name() {
      int end = sought.indexOf(' ');
      return end < 0 ? sought : sought.substring(0, end);
    }

    /** 0 for a name that is or begins so, in whichever of its spellings; 2 for one that is none. */
    int rank(String typed) {
      int at = sought.indexOf(typed);
      if (at < 0) return 2;
      return at == 0 || sought.contains(" " + typed) ? 0 : 1;
    }
  }

  private static final Comparator<Entry> WIDEST =
      Comparator.comparingInt((Entry one) -> one.code().length()).thenComparing(Entry::code);

  private final List<Entry> widest;
  private final Map<String, Entry> byCode = new HashMap<>();

  PlaceIndex(List<Entry> all) {
    this.widest = all.stream().sorted(WIDEST).toList();
    all.forEach(one -> byCode.put(one.code(), one));
  }

  String sought(String code) {
    Entry known = byCode.get(code);
    return known == null ? "" : known.sought();
  }

  /** Those that fit, beginnings of names first, then the widest. */
  List<String> find(String words, Predicate<String> which, int most) {
    String typed = Sought.folded(words);
    if (typed.isEmpty()) return List.of();
    boolean code = typed.chars().allMatch(c -> c >= '0' && c <= '9');
    List<String> first = new ArrayList<>();
    List<String> then = new ArrayList<>();
    for (Entry one : widest) {
      if (!which.test(one.code())) continue;
      int rank = code && one.code().startsWith(typed) ? 0 : one.rank(typed);
      if (rank == 0) first.add(one.code());
      else if (rank == 1 && then.size() < most) then.add(one.code());
      if (first.size() >= most) break;
    }
    first.addAll(then);
    if (first.isEmpty()) first.addAll(called(typed, which));
    if (first.isEmpty()) first.addAll(below(typed, which));
    return first.subList(0, Math.min(most, first.size()));
  }

  /** Those of this name, be it with the names of what they lie in before it: 萧山区北干街道. */
  List<String> called(String words, Predicate<String> which) {
    String typed = Sought.folded(words);
    return widest.stream()
        .filter(one -> which.test(one.code()) && isCalled(one, typed))
        .map(Entry::code)
        .toList();
  }

  /** Those that begin so behind the names of what they lie in: 萧山北干. */
  private List<String> below(String typed, Predicate<String> which) {
    return widest.stream()
        .filter(one -> which.test(one.code()))
        .filter(one -> {
          String rest = behind(typed, above(one));
          return !rest.equals(typed) && !rest.isEmpty() && one.rank(rest) == 0;
        })
        .map(Entry::code)
        .toList();
  }

  /** What is left of it behind the names of a place and those above it, each of which may lack. */
  private String behind(String typed, @Nullable Entry place) {
    if (place == null) return typed;
    String rest = behind(typed, above(place));
    String stem = place.name().replaceFirst("(省|市|区|县|街道|镇|乡)$", "");
    for (String called : List.of(place.name(), stem)) {
      if (stem.length() > 1 && rest.startsWith(called)) return rest.substring(called.length());
    }
    return rest;
  }

  private boolean isCalled(Entry one, String typed) {
    String rest = before(typed, one);
    for (Entry up = above(one); rest != null && !rest.isEmpty() && up != null; up = above(up)) {
      String shorter = before(rest, up);
      if (shorter != null) rest = shorter;
    }
    return rest != null && rest.isEmpty();
  }

  private @Nullable Entry above(Entry one) {
    String code = new DivisionCode(one.code()).parent().value();
    return code.isEmpty() ? null : byCode.get(code);
  }

  /** What stands before a place's official or short name; null where it does not end so. */
  private static @Nullable String before(String typed, Entry one) {
    String name = one.name();
    for (String called : List.of(name, Division.shortName(name))) {
      if (typed.endsWith(called)) return typed.substring(0, typed.length() - called.length());
    }
    return null;
  }
}
