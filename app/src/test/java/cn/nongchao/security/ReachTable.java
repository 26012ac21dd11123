package cn.nongchao.security;

import cn.nongchao.RunningApp;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.security.Standing.Actor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who was let in over what, as a person reads it; and whatever was not as it must be. */
final class ReachTable {

  static final String LISTS = "Lists that show something of it";

  /** Whether one role was let in as one stands towards the thing. */
  private record Cell(String role, boolean in) {}

  private static final int OURS =
      (int) Arrays.stream(Standing.values()).filter(one -> !one.isForeign()).count();

  private final Map<String, Map<String, Map<Standing, List<Cell>>>> sections =
      new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<Standing, Integer> all = new EnumMap<>(Standing.class);
  private int cells;

  /** Who there is. */
  void asked(List<Actor> actors) {
    actors.forEach(actor -> all.merge(actor.standing(), 1, Integer::sum));
  }

  void put(String section, String row, Actor actor, boolean in) {
    cells++;
    sections
        .computeIfAbsent(section, s -> new TreeMap<>())
        .computeIfAbsent(row, r -> new TreeMap<>())
        .computeIfAbsent(actor.standing(), s -> new ArrayList<>())
        .add(new Cell(actor.role(), in));
  }

  /** One more that is no cell of the table. */
  void count() {
    cells++;
  }

  void wrong(String what) {
    wrong.add(what);
  }

  List<String> wrong() {
    return wrong;
  }

  int cells() {
    return cells;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    sections.forEach((section, rows) -> {
      text.append("\n## ").append(section).append("\n\n| what |");
      for (Standing standing : Standing.values()) {
        if (!standing.isForeign()) text.append(' ').append(standing.title()).append(" |");
      }
      text.append(" anybody else |\n|---").append("|---".repeat(OURS)).append("|---|\n");
      rows.forEach((row, cells) -> {
        boolean shows = cells.values().stream().flatMap(List::stream).anyMatch(Cell::in);
        if (shows || !section.equals(LISTS)) text.append(line(row, cells));
      });
    });
    return text.toString();
  }

  private String line(String row, Map<Standing, List<Cell>> cells) {
    StringBuilder text = new StringBuilder("| `" + row + "` |");
    List<String> others = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      String said = said(standing, cells.getOrDefault(standing, List.of()));
      if (!standing.isForeign()) text.append(' ').append(said).append(" |");
      else if (!said.equals("—")) others.add(standing.title() + ": " + said);
    }
    String rest = others.isEmpty() ? "—" : String.join("; ", others);
    return text.append(' ').append(rest).append(" |\n").toString();
  }

  private String said(Standing standing, List<Cell> cells) {
    List<String> in = cells.stream().filter(Cell::in).map(Cell::role).toList();
    if (in.isEmpty()) return "—";
    boolean everybody = cells.size() > 1 && cells.size() == all.getOrDefault(standing, 0);
    List<String> working =
        cells.stream().map(Cell::role).filter(role -> role(role).works()).toList();
    if (everybody && in.equals(working)) return "everybody at work";
    if (everybody && in.size() == cells.size()) return "everybody";
    return in.stream().map(role -> role.toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
  }

  private static Role role(String name) {
    return RunningApp.bean(Roles.class).find(name).orElseThrow();
  }
}
