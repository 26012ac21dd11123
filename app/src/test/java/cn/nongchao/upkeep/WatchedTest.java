package cn.nongchao.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Casework;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.platform.Room;
import cn.nongchao.platform.Settings;
import cn.nongchao.upkeep.Finding.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Whoever watches the server, a proxy, Prometheus or a person, learns how it stands. */
class WatchedTest {

  @TempDir Path temporary;

  @Test
  void aProxyIsToldThatItServes() {
    Answer answer = Visitor.anonymous().get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"up\",\"database\":true,\"disk\":true}");
    assertThat(answer.header("cache-control")).contains("no-store");
  }

  @Test
  void orThatItDoesNot() {
    Room room = RunningApp.bean(Room.class);
    DataSource away = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none", "a", "b");
    assertThat(said(new Health(away, room))).isEqualTo(new Watched.Said("down", false, true));
    DataSize all = DataSize.ofTerabytes(1 << 20);
    Room full = new Room(RunningApp.bean(Settings.class), new Room.Choice(all, all));
    assertThat(said(new Health(RunningApp.bean(DataSource.class), full)))
        .isEqualTo(new Watched.Said("down", true, false));
  }

  private static Watched.Said said(Health health) {
    ResponseEntity<Watched.Said> answer =
        new Watched(health, RunningApp.bean(Metrics.class), "").health();
    assertThat(answer.getStatusCode().value()).isEqualTo(503);
    return answer.getBody();
  }

  @Test
  void figuresAreForWhoeverHasThePassword() {
    assertThat(Visitor.anonymous().get("/metrics").status()).as("off").isEqualTo(404);
    assertThat(metrics("", "Basic " + base64("prometheus:")).getStatusCode().value())
        .isEqualTo(404);
    for (String wrong : List.of("", "Basic x", "Bearer hush", "Basic " + base64("a:hus"))) {
      assertThat(metrics("hush", wrong).getStatusCode().value()).as(wrong).isEqualTo(401);
    }
    Casework.reported("数一数");
    String all = String.valueOf(metrics("hush", "Basic " + base64("a:hush")).getBody());
    assertThat(all)
        .containsPattern("(?m)^nongchao_loops_open\\{kind=\"event\"} [1-9]")
        .containsPattern("(?m)^nongchao_seal_waiting\\{source=\"entry\"} \\d")
        .containsPattern("(?m)^nongchao_log_size \\d")
        .containsPattern("(?m)^nongchao_photos_waiting \\d")
        .containsPattern(
            "(?m)^nongchao_requests_seconds_count\\{method=\"POST\",route=\"/api/v1/events\","
                + "status=\"2xx\"} [1-9]")
        .containsPattern("(?m)^hikaricp_connections")
        .containsPattern("(?m)^jvm_memory_used_bytes")
        .containsPattern("(?m)^nongchao_room_bytes [1-9]")
        .doesNotContain("hush", "330114");
  }

  private static ResponseEntity<String> metrics(String token, String header) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    if (!header.isEmpty()) request.addHeader("Authorization", header);
    return new Watched(RunningApp.bean(Health.class), RunningApp.bean(Metrics.class), token)
        .metrics(request);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theDoctorFindsAServerWell() throws Exception {
    Path data = RunningApp.bean(Settings.class).data();
    Path told = data.resolve("server.json");
    Files.writeString(
        told,
        "{\"pid\":%d,\"port\":%d,\"jdbcUrl\":\"\",\"username\":\"\",\"own\":false}"
            .formatted(ProcessHandle.current().pid(), URI.create(RunningApp.url("/")).getPort()));
    try {
      Map<String, Level> found = looked(DataOptions.of(data, BackupTest.runningUrl(), 0));
      for (String about :
          List.of(
              "versions", "server", "listening", "disk", "database", "schema", "clock", "log")) {
        assertThat(found).as(about).containsEntry(about, Level.OK);
      }
    } finally {
      Files.delete(told);
    }
  }

  @Test
  void theDoctorFindsWhatIsWrong() throws Exception {
    Path keys = Files.createDirectories(temporary.resolve("keys"));
    Files.writeString(temporary.resolve("restoring"), "");
    Path open = Files.writeString(keys.resolve("signing.password"), "hush");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(
        temporary.resolve("server.json"),
        "{\"pid\":%d,\"port\":1,\"jdbcUrl\":\"\",\"username\":\"\",\"own\":false}"
            .formatted(ProcessHandle.current().pid()));
    Instant old = Clock.systemUTC().instant().minus(Duration.ofDays(9));
    new LastBackup(old.toString(), "/far/away.zip", 1, false).write(temporary);
    Map<String, Level> found = looked(DataOptions.of(temporary, null, 0));
    for (String about : List.of("server", "modes", "keys", "restore", "database")) {
      assertThat(found).as(about).containsEntry(about, Level.FAULT);
    }
    assertThat(found).containsEntry("backup", Level.WARNING);
    assertThat(looked(DataOptions.of(temporary.resolve("none"), null, 0)))
        .containsEntry("directory", Level.FAULT);
  }

  private static Map<String, Level> looked(DataOptions options) throws Exception {
    Map<String, Level> levels = new HashMap<>();
    new Doctor(options, Duration.ofDays(2), Clock.systemUTC())
        .look(System.err)
        .forEach(one -> levels.put(one.about(), one.level()));
    return levels;
  }
}
