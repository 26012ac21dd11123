package cn.nongchao.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was written to the log files of a directory after a moment. */
final class LogTail {

  private final Path directory;
  private final Map<Path, Long> sizes = new TreeMap<>();

  /** From now on. */
  LogTail(Path directory) throws IOException {
    this.directory = directory;
    for (Path file : files()) {
      sizes.put(file, Files.size(file));
    }
  }

  /** All that was added since, of all files in the order of their names. */
  String since() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      long before = sizes.getOrDefault(file, 0L);
      int from = before > content.length ? 0 : (int) before; // shorter: begun anew since
      all.append(
          new String(Arrays.copyOfRange(content, from, content.length), StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
