package cn.nongchao.bench.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One thing changed in a class, and what became of it.
 *
 * @param in the class, without {@code cn.nongchao.}
 * @param code the line as it is written: lines move, what stands on them is what was meant
 * @param change what was changed in it; the second of the same kind on a line says so
 */
record Mutant(String in, String method, int line, String code, String change, Fate fate) {

  /** What the tests said. */
  enum Fate {
    KILLED,
    SURVIVED,
    /** No test comes there. */
    UNSEEN,
    /** Not even the JVM takes it. */
    NONE;

    static Fate of(String status) {
      return switch (status) {
        case "KILLED", "TIMED_OUT", "MEMORY_ERROR" -> KILLED;
        case "NO_COVERAGE" -> UNSEEN;
        case "NON_VIABLE" -> NONE;
        default -> SURVIVED; // also one that could not be run: nothing was shown
      };
    }
  }

  boolean isAlive() {
    return fate == Fate.SURVIVED || fate == Fate.UNSEEN;
  }

  /** By what a survivor is named. */
  Key key() {
    return new Key(in, code, change);
  }

  /** The same whatever line it stands on. */
  record Key(String in, String code, String change) {}

  /** What PIT wrote down. */
  static List<Mutant> read(Path report, Path sources) throws IOException {
    NodeList found;
    try {
      found =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("mutation");
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not a report of PIT: " + report, e);
    }
    List<Mutant> mutants = new ArrayList<>();
    Map<Key, Integer> seen = new HashMap<>();
    List<Element> inOrder =
        IntStream.range(0, found.getLength())
            .mapToObj(i -> (Element) found.item(i))
            .sorted(
                Comparator.comparing((Element one) -> text(one, "mutatedClass"))
                    .thenComparing(one -> text(one, "mutatedMethod"))
                    .thenComparingInt(one -> Integer.parseInt(text(one, "index"))))
            .toList();
    for (Element element : inOrder) {
      Mutant one = of(element, sources);
      int nth = seen.merge(one.key(), 1, Integer::sum);
      mutants.add(nth == 1 ? one : one.again(nth));
    }
    return mutants;
  }

  private static Mutant of(Element element, Path sources) throws IOException {
    String type = text(element, "mutatedClass").replaceFirst("\\$.*", "");
    Path source = sources.resolve(type.replace('.', '/') + ".java");
    int line = Integer.parseInt(text(element, "lineNumber"));
    List<String> lines = Files.readAllLines(source);
    return new Mutant(
        type.replaceFirst("^cn\\.nongchao\\.", ""),
        text(element, "mutatedMethod"),
        line,
        lines.get(line - 1).strip(),
        text(element, "description"),
        Fate.of(element.getAttribute("status")));
  }

  private Mutant again(int nth) {
    return new Mutant(in, method, line, code, change + " (" + nth + ")", fate);
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }
}
