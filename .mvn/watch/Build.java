import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Keeps the classes up to the sources. Changed files are compiled alone; where what others see of
 * their classes has changed too, with those that use them.
 */
final class Build {

  private static final String PAGES = "gg.jte.generated.precompiled";

  private final Path sources;
  private final Path classes;
  private final Path fresh;
  private final Path generated;
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
  private Map<Path, String> pages = Map.of();

  Build(Path sources, Path classes, Path work) throws IOException {
    this.sources = sources;
    this.classes = classes;
    this.fresh = work.resolve("fresh");
    this.generated = work.resolve("jte");
    List<Path> path = new ArrayList<>(List.of(classes));
    for (String entry : System.getProperty("java.class.path").split(":")) {
      path.add(Path.of(entry));
    }
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
  }

  boolean everything() throws IOException {
    Map<Path, String> drawn = generate();
    if (drawn == null) return false;
    Set<Path> all = new LinkedHashSet<>(drawn.keySet());
    try (Stream<Path> java = Files.walk(sources.resolve("java"))) {
      java.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
    }
    if (!compile(all)) return false;
    pages = drawn;
    try (Stream<Path> old = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) old::iterator) {
        boolean gone = !Files.exists(fresh.resolve(classes.relativize(file).toString()));
        if (file.toString().endsWith(".class") && gone) Files.delete(file);
      }
    }
    takeOver();
    return true;
  }

  /** Whether all is compiled; nothing has changed where it is not. */
  boolean changed(Set<Path> changed) throws IOException {
    Set<Path> units = new LinkedHashSet<>();
    for (Path file : changed) {
      Path here = sources.resolve(file);
      if (!Files.exists(here)) return everything();
      if (file.toString().endsWith(".java")) units.add(here);
    }
    Map<Path, String> drawn = pages;
    if (changed.stream().anyMatch(file -> file.startsWith("jte"))) {
      drawn = generate();
      if (drawn == null) return false;
      for (Map.Entry<Path, String> page : drawn.entrySet()) {
        if (!page.getValue().equals(pages.get(page.getKey()))) units.add(page.getKey());
      }
    }
    if (units.isEmpty()) return true;
    if (!compile(units)) return false;
    Seen now = new Seen(fresh);
    Seen before = new Seen(classes);
    Set<String> differs = now.differingFrom(before);
    if (!differs.isEmpty()) {
      if (now.constantsDiffer(before, differs)) return everything(); // they are copied into others
      for (String name : before.usersOf(differs)) source(name).ifPresent(units::add);
      if (!compile(units)) return false;
      if (!differs.containsAll(new Seen(fresh).differingFrom(before))) return everything();
    }
    pages = drawn;
    takeOver();
    return true;
  }

  private Optional<Path> source(String name) {
    return Stream.of(sources.resolve("java"), generated)
        .map(folder -> folder.resolve(name + ".java"))
        .filter(Files::exists)
        .findFirst();
  }

  private boolean compile(Set<Path> units) throws IOException {
    Watch.delete(fresh);
    Files.createDirectories(fresh);
    PrintWriter says = new PrintWriter(System.err, true);
    List<String> options =
        List.of("-d", fresh.toString(), "-parameters", "-g", "-proc:none", "-nowarn");
    Iterable<? extends JavaFileObject> all = files.getJavaFileObjectsFromPaths(units);
    return compiler.getTask(says, files, null, options, null, all).call();
  }

  private void takeOver() throws IOException {
    try (Stream<Path> made = Files.walk(fresh)) {
      for (Path file : (Iterable<Path>) made::iterator) {
        if (!Files.isRegularFile(file)) continue;
        Path to = classes.resolve(fresh.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The pages as Java, by file; null where one cannot be read, which is told. */
  private Map<Path, String> generate() throws IOException {
    try {
      TemplateEngine engine =
          TemplateEngine.create(
              new Reloading(new DirectoryCodeResolver(sources.resolve("jte"))),
              generated,
              ContentType.Html,
              ClassLoader.getSystemClassLoader(),
              PAGES);
      engine.setTrimControlStructures(true);
      Watch.delete(generated);
      engine.generateAll();
    } catch (TemplateException e) {
      System.err.println(e.getMessage());
      return null;
    }
    Map<Path, String> drawn = new HashMap<>();
    try (Stream<Path> made = Files.walk(generated)) {
      for (Path file : (Iterable<Path>) made::iterator) {
        if (file.toString().endsWith(".java")) drawn.put(file, Files.readString(file));
      }
    }
    return drawn;
  }

  /** Pages as they are, with the script that shows them anew. */
  private record Reloading(DirectoryCodeResolver pages) implements CodeResolver {

    @Override
    public String resolve(String name) {
      String page = pages.resolve(name);
      String script = "<script type=\"module\" src=\"/static/js/watch.js\"></script>\n</head>";
      return page == null ? null : page.replace("</head>", script);
    }

    @Override
    public long getLastModified(String name) {
      return pages.getLastModified(name);
    }

    @Override
    public List<String> resolveAllTemplateNames() {
      return pages.resolveAllTemplateNames();
    }
  }
}
