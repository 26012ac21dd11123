package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.people.web.AuditWords;
import cn.nongchao.rules.Tree;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/audit-events.md lists what the code writes, no more and no less, and a page has words. */
class AuditEventsTest {

  private static final Pattern WRITTEN =
      Pattern.compile("(?:\\baudit|Audit\\.class\\))\\s*\\.record\\(\\s*\"([^\"]+)\"");

  /** A kind of file names its own. */
  private static final Pattern OF_A_FILE =
      Pattern.compile("String action\\(\\) \\{\\s*return \"([^\"]+)\"");

  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  @Test
  void codeAndDocumentAgree() {
    Set<String> written = new TreeSet<>();
    Tree.mainJava().forEach(file -> written.addAll(found(WRITTEN, file.text())));
    Tree.mainJava().forEach(file -> written.addAll(found(OF_A_FILE, file.text())));
    String document = Tree.files(name -> name.equals("docs/audit-events.md")).getFirst().text();
    assertThat(found(LISTED, document)).isEqualTo(written);
    assertThat(new TreeSet<>(AuditWords.ALL.keySet())).isEqualTo(written);
  }

  private static Set<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
