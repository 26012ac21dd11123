import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files below a folder, compared with how they were when last looked at. */
final class Sources {

  private record State(long time, long size) {}

  private final Path root;
  private Map<Path, State> known;

  Sources(Path root) throws IOException {
    this.root = root;
    this.known = look();
  }

  /** What was written or removed since; waits while something is still being written. */
  Set<Path> settled() throws IOException, InterruptedException {
    Map<Path, State> now = look();
    if (now.equals(known)) return Set.of();
    for (Map<Path, State> before = Map.of(); !now.equals(before); now = look()) {
      before = now;
      Thread.sleep(40);
    }
    Set<Path> changed = new TreeSet<>(known.keySet());
    changed.addAll(now.keySet());
    Map<Path, State> after = now;
    changed.removeIf(file -> Objects.equals(known.get(file), after.get(file)));
    known = now;
    return changed;
  }

  private Map<Path, State> look() throws IOException {
    Map<Path, State> found = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            // Not what editors leave beside a file while they write it.
            if (!file.getFileName().toString().matches("[.#].*|.*[~#]|.*\\.sw.|\\d+")) {
              State state = new State(is.lastModifiedTime().toMillis(), is.size());
              found.put(root.relativize(file), state);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
