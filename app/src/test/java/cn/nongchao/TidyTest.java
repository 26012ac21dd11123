package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.rules.Shapes;
import cn.nongchao.rules.Tree;
import cn.nongchao.rules.Tree.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** STYLE.md as far as sources show it. Each failure names the file and the line. */
class TidyTest {

  private static final int FILE_LINES = 500;
  private static final int METHOD_LINES = 70;
  private static final int COLUMNS = 100;
  private static final int COLLABORATORS = 6;

  // In pieces, so that this file does not find itself.
  private static final Pattern MARKER =
      Pattern.compile("\\b(TO" + "DO\\b|FIX" + "ME\\b|XX" + "X:)");
  private static final Pattern CONFLICT = Pattern.compile("^(<{7} |>{7} |={7}$)");
  private static final Pattern SOMEBODYS_PATH =
      Pattern.compile("(?<![\\w.])/(ro" + "ot|wo" + "rk)/");
  private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE " + "KEY");
  private static final Pattern INLINE =
      Pattern.compile(
          "\\sstyle\\s*=|<style|\\son[a-z]+\\s*=\\s*[\"']|javascript:"
              + "|<script(?![^>]*(src=|type=\"application/json\"))");

  @Test
  void filesAreShort() {
    List<String> long_ = new ArrayList<>();
    for (Source file : written()) {
      int lines = file.lines().size();
      if (lines > FILE_LINES) long_.add(file.name() + ": " + lines + " lines");
    }
    none(long_);
  }

  @Test
  void linesFitTheScreen() {
    none(matches(Tree.java(), line -> line.length() > COLUMNS && !line.startsWith("import ")));
  }

  @Test
  void methodsAreShort() {
    none(
        Shapes.of(Tree.java()).stream()
            .filter(shape -> shape.lines() > METHOD_LINES)
            .map(shape -> shape.where() + ": " + shape.lines() + " lines")
            .toList());
  }

  @Test
  void constructorsTakeFewCollaborators() {
    none(
        Shapes.of(Tree.mainJava()).stream()
            .filter(shape -> shape.isConstructor() && !shape.ofRecord())
            .filter(shape -> shape.parameters() > COLLABORATORS)
            .map(shape -> shape.where() + ": " + shape.parameters() + " parameters")
            .toList());
  }

  @Test
  void nothingIsLeftForLater() {
    none(matches(texts(), MARKER.asPredicate()));
    none(matches(texts(), CONFLICT.asPredicate()));
  }

  @Test
  void nothingNamesOneMachine() {
    none(matches(texts(), SOMEBODYS_PATH.asPredicate()));
  }

  @Test
  void noSecretIsInTheTree() {
    none(matches(texts(), PRIVATE_KEY.asPredicate()));
    none(
        Tree.files(name -> name.matches(".*\\.(p12|pfx|jks|key|pem|env)")).stream()
            .map(Source::name)
            .toList());
  }

  @Test
  void pagesCarryNoScriptOrStyle() {
    none(matches(Tree.templates(), INLINE.asPredicate()));
  }

  @Test
  void everyPackageDeclaresNull() {
    List<String> silent =
        Tree.mainJava().stream()
            .filter(file -> !file.name().endsWith("module-info.java"))
            .map(file -> file.path().getParent())
            .distinct()
            .map(dir -> new Source(Tree.ROOT.relativize(dir).toString(), dir))
            .filter(dir -> !declaresNull(dir))
            .map(Source::name)
            .toList();
    none(silent);
  }

  private static boolean declaresNull(Source dir) {
    Source info = new Source(dir.name(), dir.path().resolve("package-info.java"));
    return java.nio.file.Files.exists(info.path()) && info.text().contains("@NullMarked");
  }

  @Test
  void everyPageIsShown() {
    String code =
        Tree.files(n -> n.startsWith("app/src/main/") && n.matches(".*\\.(java|jte)")).stream()
            .map(Source::text)
            .collect(Collectors.joining("\n"));
    none(
        Tree.templates().stream()
            .map(file -> file.name().replaceAll("^.*src/main/jte/|\\.jte$", ""))
            .filter(page -> !code.contains('"' + page + '"'))
            .filter(page -> !code.contains("@template." + page.replace('/', '.') + "("))
            .toList());
  }

  @Test
  void decisionsAreNumberedWithoutGaps() {
    List<String> records =
        Tree.files(name -> name.matches("docs/adr/\\d.*\\.md")).stream().map(Source::name).toList();
    List<String> numbers = records.stream().map(name -> name.substring(9, 13)).toList();
    List<String> expected =
        IntStream.rangeClosed(1, records.size()).mapToObj("%04d"::formatted).toList();
    assertThat(numbers).as("docs/adr").isEqualTo(expected);
  }

  @Test
  void migrationsHaveOneNumberEach() {
    Map<String, List<Integer>> numbers = new TreeMap<>();
    for (Source file : Tree.files(name -> name.matches(".*/db/migration/\\w+/V\\d+__.*\\.sql"))) {
      String module = file.path().getParent().getFileName().toString();
      String number = file.path().getFileName().toString().replaceAll("^V|__.*$", "");
      numbers.computeIfAbsent(module, m -> new ArrayList<>()).add(Integer.valueOf(number));
    }
    numbers.forEach(
        (module, found) -> assertThat(found).as(module).doesNotHaveDuplicates().contains(1));
  }

  private static List<Source> written() {
    return Tree.files(name -> name.matches(".*\\.(java|jte|js|css|sql|xml|yaml)"));
  }

  private static List<Source> texts() {
    return Tree.files(name -> true).stream().filter(Source::isText).toList();
  }

  private static List<String> matches(List<Source> files, Predicate<String> wrong) {
    List<String> found = new ArrayList<>();
    for (Source file : files) {
      List<String> lines = file.lines();
      for (int i = 0; i < lines.size(); i++) {
        if (wrong.test(lines.get(i))) {
          found.add(file.name() + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  private static void none(List<String> found) {
    assertThat(found).withFailMessage(() -> String.join("\n", found)).isEmpty();
  }
}
