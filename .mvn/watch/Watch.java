import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code nongchao serve --watch}: serves the application from its sources and shows what is changed
 * in them within seconds. Changed Java and pages are compiled in this process, whose compiler is
 * warm, into a folder of our own; then the application is started anew in a class loader of its
 * own, on the PostgreSQL that runs on. Scripts, styles and pictures need no start. What does not
 * compile is told, and what was there before goes on being served. Run as a source file, with the
 * application's libraries on the class path.
 */
final class Watch {

  private static final long GLANCE_MILLIS = 150;

  private final Path sources;
  private final Path classes;
  private final Build build;
  private final Generations served;
  private int shown;

  private Watch(Path sources, Path classes, Build build, Generations served) {
    this.sources = sources;
    this.classes = classes;
    this.build = build;
    this.served = served;
  }

  /** Words: the folder of sources, one with the built classes, one to work in, then of serve. */
  public static void main(String[] args) throws Exception {
    Path sources = Path.of(args[0]).toAbsolutePath();
    Path built = Path.of(args[1]).toAbsolutePath();
    Path work = Path.of(args[2]).toAbsolutePath();
    List<String> words = new ArrayList<>(List.of(args).subList(3, args.length));
    Path classes = work.resolve("classes");
    delete(work);
    copy(built, classes);
    Generations served = Generations.of(classes, built, words);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  served.end();
                  delete(work);
                }));
    Build build = new Build(sources, classes, work);
    new Watch(sources, classes, build, served).run();
  }

  private void run() throws IOException, InterruptedException {
    Sources watched = new Sources(sources);
    show();
    Files.createDirectories(classes.resolve("static/js"));
    Files.writeString(classes.resolve("static/js/watch.js"), RELOAD);
    // Compiled at once, since the build may be older than the sources, and to be warm.
    boolean compiled = build.everything();
    if (!served.next()) System.exit(1);
    tell(compiled ? "Watching " + sources : "Serving what was built before; watching " + sources);
    Set<Path> waiting = new TreeSet<>();
    while (true) {
      Thread.sleep(GLANCE_MILLIS);
      Set<Path> changed = watched.settled();
      if (changed.isEmpty()) continue;
      waiting.addAll(changed);
      if (take(waiting)) waiting.clear();
    }
  }

  /** Whether the changes are served now, or at least nothing is left to do about them. */
  private boolean take(Set<Path> changed) throws IOException, InterruptedException {
    long began = System.nanoTime();
    boolean restart = false;
    for (Path file : changed) {
      if (!file.startsWith("resources")) continue;
      Path there = classes.resolve(Path.of("resources").relativize(file).toString());
      if (Migration.isOne(file) && Files.exists(there)) {
        if (!served.begunAnew(file)) continue;
      }
      mirror(sources.resolve(file), there);
      restart |= !file.startsWith("resources/static");
    }
    Set<Path> code = new TreeSet<>(changed);
    code.removeIf(file -> !file.startsWith("java") && !file.startsWith("jte"));
    if (!code.isEmpty()) {
      if (!build.changed(code)) {
        tell("Not served: the reason is above. What was there before goes on.");
        return false;
      }
      restart = true;
    }
    long compiled = System.nanoTime();
    if (restart && !served.next()) {
      tell("It did not start: the reason is above. Waiting for the next change.");
      return true;
    }
    show();
    double first = seconds(began, compiled);
    double all = seconds(began, System.nanoTime());
    tell("%s: compiled in %.1f s, served after %.1f s.".formatted(names(changed), first, all));
    return true;
  }

  /** Pages ask for this file again and again, and show themselves anew when it changes. */
  private void show() throws IOException {
    Path mark = classes.resolve("static/watch.txt");
    Files.createDirectories(mark.getParent());
    Files.writeString(mark, ProcessHandle.current().pid() + "-" + ++shown);
  }

  private static final String RELOAD =
      """
      // Written by serve --watch: shows the page anew once a change is served.
      const ask = async () => (await fetch("/static/watch.txt", { cache: "no-store" })).text();
      const first = await ask();
      setInterval(async () => {
        try {
          if ((await ask()) !== first) location.reload();
        } catch {
          // between two starts
        }
      }, 400);
      """;

  private static String names(Set<Path> changed) {
    Path first = changed.iterator().next();
    return first + (changed.size() == 1 ? "" : " and " + (changed.size() - 1) + " more");
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  static void tell(String words) {
    System.err.println("[watch] " + words);
  }

  private static void mirror(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from)) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(file)) mirror(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  static void delete(Path tree) {
    if (!Files.exists(tree)) return;
    try (Stream<Path> all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
