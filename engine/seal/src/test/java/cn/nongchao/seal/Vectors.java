package cn.nongchao.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs a family of vectors made elsewhere and tells how many passed. */
public final class Vectors {
  /** One vector: true if the code did what the vector asks for. */
  @FunctionalInterface
  public interface Case {
    boolean passes(Path file) throws Exception;
  }

  private Vectors() {}

  /** A folder below {@code -Dvectors.dir}; the test is skipped, and says so, where it is absent. */
  public static Path folder(String below) {
    Path folder = Path.of(System.getProperty("vectors.dir", "../../../shared/data"), below);
    if (!Files.isDirectory(folder)) {
      System.out.println(below + ": skipped, no vectors in " + folder);
      Assumptions.abort("no vectors in " + folder);
    }
    return folder;
  }

  /** Every {@code .json} file below the folder, in order. */
  public static List<Path> json(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints {@code <family>: N passed, N failed} and fails if any did. */
  public static void run(String family, List<Path> files, Case vector) {
    List<String> failed = new ArrayList<>();
    for (Path file : files) {
      try {
        if (!vector.passes(file)) {
          failed.add(file.toString());
        }
      } catch (Exception e) {
        failed.add(file + " " + e);
      }
    }
    System.out.printf(
        "%s: %d passed, %d failed%n", family, files.size() - failed.size(), failed.size());
    assertThat(failed).as(family).isEmpty();
    assertThat(files).as(family).isNotEmpty();
  }
}
