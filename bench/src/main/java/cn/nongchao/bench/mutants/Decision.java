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
 */
record Decision(String type, List<String> tests) {

  Decision {
    tests = List.copyOf(tests);
  }

  /** One a line, as {@code loop.Permission: loop.PermissionTest loop.LoopsTest}. */
  static List<Decision> read(Path list) throws IOException {
    List<Decision> all = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] parts = line.split(":", 2);
      all.add(
          new Decision(parts[0].strip(), Arrays.stream(parts[1].strip().split("\\s+")).toList()));
    }
    return all;
  }

  /** Those meant by a name with or without its package. */
  static List<Decision> meant(List<Decision> all, List<String> names) throws CannotStart {
    if (names.isEmpty()) return all;
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
