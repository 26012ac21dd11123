package cn.nongchao.cases.requests;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.loop.Actor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Shortened;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * The categories of a file among the lines of the responsibility list: those it has under the same
 * name, and the others entered under one upper level of their own, 导入, to be sorted by people
 * later.
 */
@Component
class Categories {

  static final Text IMPORTED = Text.of("导入", "imported");
  private static final int NAME_LIMIT = 40;

  private final ResponsibilityList list;

  Categories(ResponsibilityList list) {
    this.list = list;
  }

  List<String> unknown(Collection<String> names) {
    Map<String, String> known = known();
    return names.stream().filter(name -> !known.containsKey(plain(name))).sorted().toList();
  }

  /** Enters what is missing, as lines of the street; gives each name's code. */
  Outcome<Map<String, String>> enter(
      Collection<String> names,
      Function<String, OrganisationId> lead,
      String source,
      DivisionCode street) {
    List<String> missing = unknown(names);
    if (!missing.isEmpty()) {
      Outcome<Integer> edited =
          list.edit(
              lines(missing, lead, street),
              list.version(),
              "导入 " + source,
              Actor.automatic(RequestImport.ACTOR));
      if (edited instanceof Outcome.Refused<Integer> refused) return refused.as();
    }
    Map<String, String> known = known();
    Map<String, String> codes = new HashMap<>();
    for (String name : names) {
      String code = known.get(plain(name));
      if (code != null) codes.put(name, code);
    }
    return Outcome.done(codes);
  }

  /** The list in force, by code. */
  Map<String, Category> byCode() {
    Map<String, Category> all = new HashMap<>();
    for (Category line : list.lines()) all.put(line.code(), line);
    return all;
  }

  private List<Category> lines(
      List<String> missing, Function<String, OrganisationId> lead, DivisionCode street) {
    List<Category> lines = new ArrayList<>();
    Set<String> taken = new HashSet<>(byCode().keySet());
    String upper =
        list.lines().stream()
            .filter(line -> line.isUpper() && line.name().equals(IMPORTED))
            .map(Category::code)
            .findFirst()
            .orElseGet(() -> {
              String code = free(taken, 90, 100, "%02d");
              lines.add(new Category(code, 0, null, IMPORTED, null, List.of(), null, "", ""));
              return code;
            });
    // Names are cut to what the list takes; two that agree so far become one line.
    Map<String, String> cut = new HashMap<>();
    for (String name : missing) cut.putIfAbsent(plain(name), name);
    for (String name : new TreeSet<>(cut.values())) {
      String code = free(taken, 1, 10_000, upper + "%04d");
      taken.add(code);
      Text title = Text.same(shortened(name));
      lines.add(
          new Category(code, 0, upper, title, lead.apply(name), List.of(), null, "", "", street));
    }
    return lines;
  }

  private static String free(Set<String> taken, int from, int to, String form) {
    for (int i = from; i < to; i++) {
      String code = String.format(Locale.ROOT, form, i);
      if (!taken.contains(code)) return code;
    }
    throw new IllegalStateException("no category code is free");
  }

  private Map<String, String> known() {
    Map<String, String> known = new HashMap<>();
    for (Category line : list.lines()) {
      if (line.isUpper()) continue;
      known.putIfAbsent(plain(line.name().zh()), line.code());
      known.putIfAbsent(plain(line.name().en()), line.code());
    }
    return known;
  }

  private static String shortened(String name) {
    return Shortened.first(name, NAME_LIMIT).strip();
  }

  private static String plain(String name) {
    return shortened(name.strip()).toLowerCase(Locale.ROOT);
  }
}
