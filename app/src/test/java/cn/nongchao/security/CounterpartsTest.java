package cn.nongchao.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Program;
import cn.nongchao.Visitor;
import cn.nongchao.security.Endpoints.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a page writes a program can write: each has its counterpart in /openapi.json, or a
 * reason why no program needs one, and is for the same people. A page that learns to write
 * otherwise than by a declared write, which has both doors, gets a line here.
 */
class CounterpartsTest {

  /** Page, then its counterpart; or, after two dashes, why there is none. */
  private static final String TABLE =
      """
      /evidence                             > POST /api/v1/evidence
      /imports/{kind}                       > POST /api/v1/imports/{kind}
      /loops/{id}/{move}                    > POST /api/v1/loops/{id}/moves
      /language                             -- a program names its language with each request
      /sign-in                              -- a program comes with a token
      /sign-out                             -- a token is revoked, there is nothing to leave
      """;

  private static final JsonNode PATHS =
      Program.read(Visitor.anonymous().get("/openapi.json"), 200).path("paths");

  private static List<Endpoint> pages() {
    return Endpoints.all().stream()
        .filter(endpoint -> !endpoint.isApi() && !endpoint.isRead() && !endpoint.declared())
        .toList();
  }

  private static Map<String, String> table() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split("\\s+", 2);
      assertThat(lines.put(words[0], words[1])).as(line).isNull();
    }
    return lines;
  }

  @Test
  void whateverAPageWritesAProgramCanWrite() {
    Set<String> pages =
        pages().stream().map(Endpoint::path).collect(Collectors.toCollection(TreeSet::new));
    assertThat(pages).isEqualTo(new TreeSet<>(table().keySet()));
  }

  @Test
  void everyCounterpartIsDescribed() {
    table()
        .forEach((page, line) -> {
          if (line.startsWith("-- ")) return;
          String[] words = line.split("\\s+");
          JsonNode operation = PATHS.path(words[2]).path(words[1].toLowerCase(Locale.ROOT));
          assertThat(operation.isMissingNode()).as(page + " " + line).isFalse();
        });
  }

  @Test
  void aCounterpartIsForWhomItsPageIs() {
    Map<String, Endpoint> operations =
        Endpoints.all().stream()
            .filter(Endpoint::isApi)
            .collect(Collectors.toMap(Endpoint::toString, Function.identity()));
    Map<String, String> apart = new LinkedHashMap<>();
    for (Endpoint page : pages()) {
      String line = table().get(page.path());
      if (line == null || line.startsWith("-- ")) continue;
      Endpoint counterpart = operations.get(line.replaceFirst("^>\\s+", ""));
      assertThat(counterpart).as(page + " " + line).isNotNull();
      if (!isAlike(page, counterpart)) apart.put(said(page), said(counterpart));
    }
    assertThat(apart).isEmpty();
  }

  private static boolean isAlike(Endpoint page, Endpoint counterpart) {
    return page.anyone() == counterpart.anyone()
        && page.inPerson() == counterpart.inPerson()
        && page.roles().equals(counterpart.roles());
  }

  private static String said(Endpoint endpoint) {
    String inPerson = endpoint.inPerson() ? ", in person" : "";
    return endpoint + ", for " + endpoint.forWhom() + inPerson;
  }
}
