package cn.nongchao.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The vectors published with the format documents, in docs/formats/vectors. */
public final class FormatVectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FormatVectors() {}

  /**
   * The published vectors, which must be what the code gives now; {@code -Dvectors.write=true}
   * writes them anew.
   */
  public static JsonNode sameAs(String name, Map<String, Object> now) {
    JsonNode current = JSON.valueToTree(now);
    write(name, current);
    JsonNode published = published(name);
    assertThat(published.toPrettyString()).isEqualTo(current.toPrettyString());
    return published;
  }

  /** Writes the vectors if that is asked for. */
  public static void write(String name, Object now) {
    if (Boolean.getBoolean("vectors.write")) {
      try {
        Files.createDirectories(file(name).getParent());
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(now);
        Files.writeString(file(name), text + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static JsonNode published(String name) {
    try {
      return JSON.readTree(Files.readString(file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    return Path.of(
        System.getProperty("basedir", "."), "../../docs/formats/vectors", name + ".json");
  }
}
