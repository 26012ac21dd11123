package cn.nongchao.bench.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those that may survive, each with its reason: docs/security/mutants.md. */
final class Survivors {

  private final Map<Mutant.Key, String> reasons = new HashMap<>();
  private final Set<Mutant.Key> met = new HashSet<>();

  /** Rows of the page's table: class, line, change, reason. */
  static Survivors read(Path page) throws IOException {
    Survivors all = new Survivors();
    for (String row : Files.readAllLines(page)) {
      String[] cells = row.split(" ?(?<!\\\\)\\| ?");
      if (cells.length != 5 || !cells[2].startsWith("`")) continue;
      String code = cells[2].replaceAll("^`+ ?| ?`+$", "").replace("\\|", "|");
      Mutant.Key key = new Mutant.Key(cells[1].strip(), code, cells[3].replace("\\|", "|").strip());
      all.reasons.put(key, cells[4].strip());
    }
    return all;
  }

  boolean names(Mutant mutant) {
    boolean named = reasons.containsKey(mutant.key());
    if (named) met.add(mutant.key());
    return named;
  }

  /** A mutant as a row of the page, without its reason. */
  static String row(Mutant mutant) {
    return "| %s | `%s` | %s | |"
        .formatted(mutant.in(), escaped(mutant.code()), escaped(mutant.change()));
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }

  /** Rows about these classes that name nothing that survived. */
  List<Mutant.Key> idle(Set<String> types) {
    List<Mutant.Key> idle = new ArrayList<>();
    for (Mutant.Key key : reasons.keySet()) {
      if (types.contains(key.in()) && !met.contains(key)) idle.add(key);
    }
    return idle;
  }
}
