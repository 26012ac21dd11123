package cn.nongchao.bench.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.bench.mutants.Mutant.Fate;
import cn.nongchao.launch.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is broken in SQL, and what of the broken may survive. */
class MutantsTest {

  @TempDir Path folder;

  private static void conditions(String sql, String... expected) {
    assertThat(Conditions.spans(sql))
        .extracting(span -> sql.substring(span.from(), span.to()))
        .containsExactly(expected);
  }

  @Test
  void eachConditionOfAStatementIsFoundAtAnyDepth() {
    conditions("select a from t where a = ? and b > ? order by a", "a = ?", "b > ?");
    conditions(
        "delete from t where person = ? and token_hash <> ?", "person = ?", "token_hash <> ?");
    conditions(
        "select exists (select 1 from t where a = ? and b)\n as it, (c is null or d > ?) from u",
        "a = ?",
        "b");
    conditions("update t set a = 1 where (a is null or b > ?) and c", "(a is null or b > ?)", "c");
    conditions("insert into t select 1 where x on conflict (id) do nothing", "x");
    conditions("select id from t where id = ? for update", "id = ?");
    conditions(
        "select a from t where a between ? and ? and b = lower(?, 1)",
        "a between ? and ?",
        "b = lower(?, 1)");
    conditions("somewhere and nowhere");
    conditions("select a from t");
  }

  private Mutant mutant(String code, String change, Fate fate) {
    return new Mutant("loop.Permission", "allows", 7, code, change, fate);
  }

  @Test
  void aSurvivorIsNamedByItsLineAndItsChangeAndWithAReason() throws IOException {
    Mutant one = mutant("if (a || `b`) return;", "removed | conditional", Fate.SURVIVED);
    String row = Survivors.row(one).replaceFirst("\\|$", "because |");
    Path page = Files.writeString(folder.resolve("page.md"), "| class | line |\n" + row + "\n");
    Survivors named = Survivors.read(page);
    assertThat(named.idle(Set.of("loop.Permission"))).containsExactly(one.key());
    assertThat(named.idle(Set.of("loop.Sight"))).isEmpty();
    assertThat(named.names(mutant("if (a) return;", one.change(), Fate.SURVIVED))).isFalse();
    assertThat(named.names(mutant(one.code(), "negated", Fate.SURVIVED))).isFalse();
    assertThat(named.names(one)).isTrue();
    assertThat(named.idle(Set.of("loop.Permission"))).isEmpty();
    Files.writeString(page, Survivors.row(one));
    assertThat(Survivors.read(page).names(one)).as("without a reason").isFalse();
  }

  private static final String REPORT =
      """
      <mutations>%s%s%s</mutations>
      """;

  private static String entry(String status, int line, int index) {
    return """
    <mutation status='%s'><mutatedClass>cn.nongchao.a.B$C</mutatedClass>
    <mutatedMethod>m</mutatedMethod><lineNumber>%d</lineNumber>
    <indexes><index>%d</index></indexes><description>changed</description></mutation>
    """
        .formatted(status, line, index);
  }

  @Test
  void theSecondOfAKindOnALineSaysSo() throws IOException {
    Files.createDirectories(folder.resolve("cn/nongchao/a"));
    Files.writeString(folder.resolve("cn/nongchao/a/B.java"), "first\n  second\n");
    Path report =
        Files.writeString(
            folder.resolve("report.xml"),
            REPORT.formatted(
                entry("SURVIVED", 2, 9), entry("TIMED_OUT", 2, 5), entry("RUN_ERROR", 1, 1)));
    assertThat(Mutant.read(report, folder))
        .containsExactly(
            new Mutant("a.B", "m", 1, "first", "changed", Fate.SURVIVED),
            new Mutant("a.B", "m", 2, "second", "changed", Fate.KILLED),
            new Mutant("a.B", "m", 2, "second", "changed (2)", Fate.SURVIVED));
    assertThat(mutant("", "", Fate.UNSEEN).isAlive()).isTrue();
    assertThat(mutant("", "", Fate.of("NON_VIABLE")).isAlive()).isFalse();
  }

  @Test
  void aClassIsMeantByItsNameAlone() throws Exception {
    Path list =
        Files.writeString(
            folder.resolve("list.txt"),
            "# why\n\nloop.Sight: loop.SightTest x.YTest\n? a.B: a.BTest\n");
    List<Decision> all = Decision.read(list);
    assertThat(all)
        .containsExactly(
            new Decision("loop.Sight", List.of("loop.SightTest", "x.YTest"), true),
            new Decision("a.B", List.of("a.BTest"), false));
    assertThat(Decision.meant(all, List.of())).containsExactly(all.getFirst());
    assertThat(Decision.meant(all, List.of("B"))).containsExactly(all.getLast());
    assertThat(Decision.meant(all, List.of("loop.Sight"))).containsExactly(all.getFirst());
    assertThatThrownBy(() -> Decision.meant(all, List.of("ight"))).isInstanceOf(CannotStart.class);
  }
}
