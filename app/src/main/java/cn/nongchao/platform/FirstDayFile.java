package cn.nongchao.platform;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What {@code init} is told: {@code name = value} on each line, in UTF-8.
 *
 * @param said by name
 * @param beside where files named in it are looked for
 */
public record FirstDayFile(Map<String, String> said, Path beside) {

  public FirstDayFile {
    said = Map.copyOf(said);
  }

  public static FirstDayFile read(Path path) throws IOException {
    Properties all = new Properties();
    try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      all.load(in);
    }
    Map<String, String> said = new TreeMap<>();
    for (String name : all.stringPropertyNames()) {
      // An editor of Windows puts a mark before the first name.
      said.put(name.replace("\ufeff", "").strip(), all.getProperty(name).strip());
    }
    return new FirstDayFile(said, path.toAbsolutePath().resolveSibling(""));
  }

  /** Empty for what it does not say. */
  public String get(String name) {
    return said.getOrDefault(name, "");
  }

  public boolean says(String name) {
    return name.endsWith(".")
        ? said.keySet().stream().anyMatch(one -> one.startsWith(name))
        : !get(name).isEmpty();
  }

  public boolean isYes(String name) {
    return List.of("yes", "true", "是").contains(get(name));
  }

  /** Several values, by commas. */
  public List<String> all(String name) {
    return Arrays.stream(get(name).split("[,，、]"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** What follows a beginning, as {@code people.map.} has it. */
  public Map<String, String> below(String beginning) {
    Map<String, String> all = new TreeMap<>();
    said.forEach((name, value) -> {
      if (name.startsWith(beginning)) all.put(name.substring(beginning.length()), value);
    });
    return all;
  }

  /** A file it names. */
  public Path file(String name) {
    return beside.resolve(get(name));
  }
}
