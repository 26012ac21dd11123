package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say is in the language of the terminal, and in no other. */
class CommandWordsTest {

  private static final String ENGLISH = "C";
  private static final String CHINESE = "zh_CN.UTF-8";

  @TempDir Path dir;

  @Test
  void placesFromAFile() throws Exception {
    TestDatabase database = TestDatabase.empty();
    Path file = Files.writeString(dir.resolve("places.csv"), "code,name\n36,A\n12345,B\n");
    String url =
        database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
    String[] command = {
      "import", "divisions", file.toString(), "--db-url", url, "--data", dir.resolve("d").toString()
    };
    english(1, "1 good, 1 bad", command);
    chinese(1, "可导入 1 行，有误 1 行", "good", command);
  }

  @Test
  void requestsFromAFile() throws Exception {
    TestDatabase database = TestDatabase.empty();
    Path file =
        Files.writeString(
            dir.resolve("ours.csv"),
            "id,created_date,closed_date,status,category,agency\n"
                + "r1,2026-03-02 08:00:00,2026-03-04 18:00:00,closed,Noise,Parks\n"
                + "r2,2026-03-03 08:00:00,,received,Noise,Parks\n");
    String url =
        database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
    String[] at = {"--db-url", url, "--data", dir.resolve("r").toString()};
    english(1, "--place", with(at, "import", "requests", file.toString(), "--yes"));
    chinese(
        1,
        "没有名称、拼音或代码为",
        "no street",
        with(at, "import", "requests", file.toString(), "--yes", "--place", "nowhere"));
    String taken =
        said(
            ENGLISH,
            0,
            with(at, "import", "requests", file.toString(), "--yes", "--place", "beigan"));
    assertThat(taken)
        .contains("330109002", "new departments (1):", "+ Parks", "new categories (1):", "+ Noise")
        .contains("2 new, 0 here already, 0 bad")
        .contains("covers 2026-03-02 to 2026-03-04, 2 requests")
        .contains("indicators --data " + dir.resolve("r"))
        .contains("--from 2026-03-02 --to 2026-03-04 --division 330109002");
    assertThat(said(ENGLISH, 0, with(at, "indicators"))).contains("2026-03-02 … 2026-03-04");
  }

  private static String[] with(String[] at, String... command) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(at)).toArray(String[]::new);
  }

  @Test
  void figures() throws Exception {
    String[] command = {"indicators", "--from", "2026-02-01", "--to", "2026-01-01"};
    english(2, "--to lies before --from", command);
    chinese(2, "--to 早于 --from", "before", command);
  }

  @Test
  void aDayThatIsNone() throws Exception {
    String[] command = {"indicators", "--from", "2020-13-01", "--to", "2026-01-01"};
    assertThat(said(ENGLISH, 2, command).lines())
        .containsExactly("--from: there is no day “2020-13-01”; write a date like 2026-01-31.");
    chinese(2, "没有“2020-13-01”这一天", "Exception", command);
  }

  /** A terminal of the locale C is said to show ASCII; it shows UTF-8. */
  @Test
  void chineseInATerminalOfNoLanguage() throws Exception {
    String[] command = {"doctor", "--json", "--data", dir.resolve("none").toString()};
    List<String> all = Java.running(Main.class.getName());
    all.removeIf(word -> word.contains(".encoding="));
    assertThat(said(all, ENGLISH, 2, command)).contains("没有数据目录");
  }

  private void english(int exit, String expected, String... command) throws Exception {
    assertThat(said(ENGLISH, exit, command)).contains(expected).doesNotContainPattern("\\p{IsHan}");
  }

  private void chinese(int exit, String expected, String unwanted, String... command)
      throws Exception {
    assertThat(said(CHINESE, exit, command)).contains(expected).doesNotContain(unwanted);
  }

  private String said(String locale, int exit, String... command) throws Exception {
    return said(Java.running(Main.class.getName()), locale, exit, command);
  }

  private String said(List<String> all, String locale, int exit, String... command)
      throws Exception {
    all.addAll(List.of(command));
    Path said = Files.createTempFile(dir, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(Map.of("LC_ALL", locale));
    int ended = builder.start().waitFor();
    assertThat(ended).as(Files.readString(said)).isEqualTo(exit);
    return Files.readString(said);
  }
}
