package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A script prepares an installation in an empty directory; then whoever comes reports. */
class InitTest {

  private static final String PASSWORD = "Beigan-first-day-2026";

  @TempDir Path dir;
  private final TestDatabase database = TestDatabase.empty();

  private String init(int exit, String file) throws Exception {
    Path said = Files.writeString(dir.resolve("beigan.properties"), file);
    List<String> all = Java.running(Main.class.getName());
    String url =
        database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
    all.addAll(List.of("init", said.toString(), "--db-url", url));
    all.addAll(List.of("--data", database.directory().toString()));
    Path out = Files.createTempFile(dir, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
    int ended = builder.start().waitFor();
    assertThat(ended).as(Files.readString(out)).isEqualTo(exit);
    return Files.readString(out);
  }

  @Test
  void aScriptPreparesAnInstallationAndWhoeverComesReports() throws Exception {
    Files.writeString(dir.resolve("grids.csv"), "所属社区,网格名称\n银河社区,银河第一网格\n没有这个社区,某某网格\n");
    Files.writeString(
        dir.resolve("people.csv"),
        "姓名,单位,账号,角色,授权区划\n沈建华,综合行政执法队,shenjh,执法队员,\n" + "曾丽,综合信息指挥室,zengli,指挥调度员,330109002\n");
    String file =
        """
        # 北干街道
        street = 萧山区北干街道
        organisations = template
        grids = grids.csv
        responsibility = shipped
        people = people.csv
        issuer = 北干街道办事处
        admin.login = it
        admin.password = %s
        """
            .formatted(PASSWORD);

    assertThat(init(2, file + "adress = x\n")).contains("there is no “adress”");
    assertThat(init(1, file))
        .contains("✓ 3/7 Organisations")
        .contains("✗ 4/7 Grids: nothing of it was written", "row 3")
        .doesNotContain("5/7");
    assertThat(init(0, file + "grids.skip-bad = yes\n"))
        .contains("0 made from the template", "1 new, 0 changed, 0 unchanged, 1 bad")
        .contains("✓ 7/7 Who signs codes: 北干街道办事处 · 330109002");
    assertThat(init(0, file + "grids.skip-bad = yes\n"))
        .as("twice is once")
        .contains("0 new, 0 changed, 1 unchanged", "0 new, 0 changed, 2 unchanged");

    assertThat(init(1, "address = http://10.1.2.3\n")).contains("its own network reaches");
    assertThat(init(0, "address = http://10.1.2.3\naddress.anyway = yes\n"))
        .contains("✓ 2/2 Public address: http://10.1.2.3");

    try (ConfigurableApplicationContext context = RunningApp.startOn(database)) {
      RunningApp.instead(context);
      served();
    } finally {
      RunningApp.instead(null);
    }
  }

  private static void served() {
    Program citizen = Program.nobody("203.0.113.77");
    String form = Program.read(citizen.get("/api/v1/report"), 200).path("form").asString();
    Map<String, Object> report =
        Map.of(
            "id",
            Ids.next(),
            "words",
            "楼下垃圾堆了三天",
            "division",
            "330109002009001",
            "secret",
            "random text " + Ids.next());
    Visitor.Answer answer =
        Awaitility.await()
            .until(
                () -> citizen.post("/api/v1/report?form=" + form, report),
                one -> !one.body().contains("very quick"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    List<String> changes =
        RunningApp.bean(JdbcClient.class)
            .sql("select login from people.persons where must_change_password")
            .query(String.class)
            .list();
    assertThat(changes).as("the first password is for once").containsExactly("it");
    Outcome<String> session =
        RunningApp.bean(SignIn.class).begin("it", PASSWORD, new SignIn.From("127.0.0.1", "test"));
    assertThat(session.isDone()).isTrue();
  }
}
