package cn.nongchao.bench.mutants;

import cn.nongchao.launch.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A class that decides, and the test classes that must hold it; both without {@code cn.nongchao.}.
 *
 * @param isSettled whether what survives in it was gone through once; else it is run by name only
 */
record Decision(String type, List<String> tests, boolean isSettled) {

  Decision {
    tests = List.copyOf(tests);
  }

  /**
   * One a line, as {@code loop.Permission: loop.PermissionTest loop.LoopsTest}, with a question
   * mark before it where it is not settled.
   */
  static List<Decision> read(Path list) throws IOException {
    List<Decision> all = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (line.isBlank() || line.startsWith("#")) continue;
      boolean isSettled = !line.startsWith("?");
      String[] parts = (isSettled ? line : line.substring(1)).split(":", 2);
      List<String> tests = Arrays.stream(parts[1].strip().split("\\s+")).toList();
      all.add(new Decision(parts[0].strip(), tests, isSettled));
    }
    return all;
  }

  /** Those meant by a name with or without its package; all that are settled for no name. */
  static List<Decision> meant(List<Decision> all, List<String> names) throws CannotStart {
    if (names.isEmpty()) return all.stream().filter(Decision::isSettled).toList();
    for (String name : names) {
      if (all.stream().noneMatch(one -> one.isCalled(name))) {
        throw CannotStart.because(
            "bench/mutants.txt 里没有 %s", "bench/mutants.txt names no class %s", name);
      }
    }
    return all.stream().filter(one -> names.stream().anyMatch(one::isCalled)).toList();
  }

  private boolean isCalled(String name) {
    return type.equals(name) || type.endsWith("." + name);
  }
}
