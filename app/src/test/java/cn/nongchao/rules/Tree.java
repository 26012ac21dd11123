package cn.nongchao.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of this repository as the rules see them: what is written by hand, nothing built. */
public final class Tree {

  public static final Path ROOT = root();

  private static final Set<String> LEFT_OUT =
      Set.of("target", ".git", "node_modules", "data", ".idea", ".vscode", ".building");
  private static final Set<String> BINARY =
      Set.of(
          "png", "zip", "jpg", "jpeg", "webp", "ico", "gz", "xlsx", "woff2", "jar", "p12", "bin");

  private Tree() {}

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.exists(here.resolve("STYLE.md"))) here = here.getParent();
    if (here == null) throw new IllegalStateException("run inside the source tree");
    return here;
  }

  /** A file by its path from the root, with {@code /} between names. */
  public record Source(String name, Path path) {

    public String text() {
      try {
        return Files.readString(path, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }

    public List<String> lines() {
      return text().lines().toList();
    }

    public boolean isText() {
      return !BINARY.contains(name.substring(name.lastIndexOf('.') + 1));
    }
  }

  public static List<Source> files(Predicate<String> wanted) {
    List<Source> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              return isBuilt(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = ROOT.relativize(file).toString().replace('\\', '/');
              if (attributes.isRegularFile() && wanted.test(name) && !isLocal(name)) {
                found.add(new Source(name, file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
  }

  /** Data directories of servers started here, and whatever a build makes. */
  private static boolean isBuilt(Path dir) {
    String name = String.valueOf(dir.getFileName());
    return !dir.equals(ROOT)
        && LEFT_OUT.contains(name)
        && !dir.startsWith(ROOT.resolve("app/src"))
        && !dir.startsWith(ROOT.resolve("docs"));
  }

  private static boolean isLocal(String name) {
    return name.equals(".git") || (name.startsWith(".mvn/") && !name.endsWith(".java"));
  }

  public static List<Source> java() {
    return files(name -> name.endsWith(".java"));
  }

  public static List<Source> mainJava() {
    return files(name -> name.endsWith(".java") && name.contains("src/main/"));
  }

  public static List<Source> templates() {
    return files(name -> name.endsWith(".jte"));
  }
}
