package cn.nongchao.people;

import cn.nongchao.platform.Sought;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every place with what it is found by, in memory: a city's are read through in a moment. */
final class PlaceIndex {

  /**
   * A place.
   *
   * @param sought as {@link Sought#of} gives it; its first word is the whole name
   */
  record Entry(String code, String sought) {}

  /** A place with the names it is called by: 同一村委会 and 同一村; 萧山区 and 萧山. */
  private record Place(String code, String sought, String name, String shortName, String stem) {

    static Place of(Entry one) {
      int end = one.sought().indexOf(' ');
      String name = end < 0 ? one.sought() : one.sought().substring(0, end);
      return new Place(
          one.code(), one.sought(), name, Division.shortName(name), stem(one.code(), name));
    }

    private static String stem(String code, String name) {
      if (code.length() > Division.Level.STREET.digits()) return name;
      for (String end : List.of("街道", "省", "市", "区", "县", "镇", "乡")) {
        boolean enough = name.length() > end.length() + 1;
        if (enough && name.endsWith(end)) return name.substring(0, name.length() - end.length());
      }
      return name;
    }

    /** 0 for a name that is or begins so, in whichever of its spellings; 2 for one that is none. */
    int rank(String typed) {
      int at = sought.indexOf(typed);
      if (at < 0) return 2;
      return at == 0 || sought.contains(" " + typed) ? 0 : 1;
    }

    /** What is left of it behind the name of this place; itself where it does not begin so. */
    String behind(String typed) {
      if (typed.startsWith(name)) return typed.substring(name.length());
      return typed.startsWith(stem) ? typed.substring(stem.length()) : typed;
    }

    /** What stands before the name of this place; null where it does not end so. */
    @Nullable String before(String typed) {
      if (typed.endsWith(name)) return typed.substring(0, typed.length() - name.length());
      return typed.endsWith(shortName)
          ? typed.substring(0, typed.length() - shortName.length())
          : null;
    }
  }

  private final List<Place> widest;
  private final Map<String, Place> byCode = new HashMap<>();

  PlaceIndex(List<Entry> all) {
    this.widest =
        all.stream()
            .map(Place::of)
            .sorted(
                Comparator.comparingInt((Place one) -> one.code().length())
                    .thenComparing(Place::code))
            .toList();
    widest.forEach(one -> byCode.put(one.code(), one));
  }

  String sought(String code) {
    Place known = byCode.get(code);
    return known == null ? "" : known.sought();
  }

  /** Those that fit, beginnings of names first, then the widest. */
  List<String> find(String words, Predicate<String> which, int most) {
    String typed = Sought.folded(words);
    if (typed.isEmpty()) return List.of();
    boolean code = typed.chars().allMatch(c -> c >= '0' && c <= '9');
    List<String> first = new ArrayList<>();
    List<String> then = new ArrayList<>();
    for (Place one : widest) {
      int rank = code && one.code().startsWith(typed) ? 0 : one.rank(typed);
      if (rank > 1 || !which.test(one.code())) continue;
      if (rank == 0) first.add(one.code());
      else if (then.size() < most) then.add(one.code());
      if (first.size() >= most) break;
    }
    first.addAll(then);
    if (first.isEmpty()) first.addAll(called(typed, which));
    if (first.isEmpty()) first.addAll(below("", typed, which, most));
    return first.subList(0, Math.min(most, first.size()));
  }

  /** Those of this name, be it with the names of what they lie in before it: 萧山区北干街道. */
  List<String> called(String words, Predicate<String> which) {
    String typed = Sought.folded(words);
    return widest.stream()
        .filter(one -> isCalled(one, typed) && which.test(one.code()))
        .map(Place::code)
        .toList();
  }

  private boolean isCalled(Place one, String typed) {
    String rest = one.before(typed);
    for (Place up = above(one); rest != null && !rest.isEmpty() && up != null; up = above(up)) {
      String shorter = up.before(rest);
      if (shorter != null) rest = shorter;
    }
    return rest != null && rest.isEmpty();
  }

  private @Nullable Place above(Place one) {
    String code = new DivisionCode(one.code()).parent().value();
    return code.isEmpty() ? null : byCode.get(code);
  }

  /** Those that begin so behind the names of what they lie in: 萧山北干. */
  private Set<String> below(String within, String typed, Predicate<String> which, int most) {
    Set<String> found = new LinkedHashSet<>();
    for (Place up : widest) {
      if (up.code().length() > Division.Level.STREET.digits()) break;
      boolean inside = up.code().startsWith(within) && !up.code().equals(within);
      String rest = inside ? up.behind(typed) : typed;
      if (rest.equals(typed) || rest.isEmpty()) continue;
      for (Place one : widest) {
        if (found.size() >= most) return found;
        boolean lower = one.code().startsWith(up.code()) && !one.code().equals(up.code());
        if (lower && one.rank(rest) == 0 && which.test(one.code())) found.add(one.code());
      }
      if (found.isEmpty()) found.addAll(below(up.code(), rest, which, most));
    }
    return found;
  }
}
