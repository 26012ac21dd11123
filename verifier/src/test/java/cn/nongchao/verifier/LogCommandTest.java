package cn.nongchao.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogCommandTest {
  @TempDir private Path folder;
  private TestLog log;

  @BeforeEach
  void aLogThatGrew() throws Exception {
    log = new TestLog(folder.resolve("log"));
    log.append("a", 300);
    Files.writeString(folder.resolve("earlier"), log.checkpoint());
    log.append("b", 900);
  }

  private Run audit(String... more) throws Exception {
    String[] args = {"log", "--url", "file:" + log.folder, "--key", log.key()};
    return Run.of(
        java.util.stream.Stream.of(args, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void aWholeLogIsRecomputed() throws Exception {
    Run run = audit("--since", folder.resolve("earlier").toString());
    assertThat(run.out()).contains("属实", "GENUINE", "1200", "自 300 条");
    assertThat(run.exit()).isZero();
    Run json = audit("--json");
    assertThat(json.out())
        .contains("\"result\":\"genuine\"", "\"size\":1200", "\"records\":1200", "\"tiles\":6");
  }

  @Test
  void withoutAKeyTheTreeIsCheckedButNothingIsVouchedFor() {
    Run run = Run.of("log", "--url", log.folder.toString(), "--lang", "en");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("recomputed", "COULD NOT CHECK").doesNotContain("无法核验");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/000",
        "tile/0/004.p/176",
        "tile/1/000.p/4",
        "tile/entries/000",
        "tile/entries/004.p/176",
        "checkpoint"
      })
  void anyBitChangedIsFound(String path) throws Exception {
    byte[] bytes = Files.readAllBytes(log.folder.resolve(path));
    for (int at : new int[] {0, bytes.length / 2, bytes.length - 2}) {
      byte[] changed = bytes.clone();
      changed[at] ^= 4;
      log.write(path, changed);
      assertThat(audit().exit()).as("%s byte %d", path, at).isEqualTo(1);
    }
  }

  @Test
  void aMissingTileLeavesItOpen() throws Exception {
    Files.delete(log.folder.resolve("tile/0/002"));
    Run run = audit();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("tile/0/002");
  }

  @Test
  void aRewrittenHistoryIsAFork() throws Exception {
    TestLog other = new TestLog(folder.resolve("other"));
    other.append("x", 1200);
    String earlier = folder.resolve("earlier").toString();
    Run run =
        Run.of("log", "--url", other.folder.toString(), "--key", log.key(), "--since", earlier);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("分叉", "FORK");
    TestLog shorter = new TestLog(folder.resolve("shorter"));
    shorter.append("a", 200);
    Run back =
        Run.of("log", "--url", shorter.folder.toString(), "--key", log.key(), "--since", earlier);
    assertThat(back.exit()).isEqualTo(1);
    assertThat(back.out()).contains("倒退");
  }

  @Test
  void aStrangersKeyOrOriginIsRefused() throws Exception {
    String stranger = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    String url = log.folder.toString();
    assertThat(Run.of("log", "--url", url, "--key", stranger).exit()).isEqualTo(1);
    assertThat(audit("--origin", "other.example").exit()).isEqualTo(1);
    assertThat(audit("--witnesses", "1").exit()).isEqualTo(1);
    assertThat(Run.of("log", "--url", url, "--key", "nonsense").exit()).isEqualTo(2);
  }

  @Test
  void aLogBehindAnAddressIsReadAlsoWhenItZips() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/log/",
        exchange -> {
          Path file = log.folder.resolve(exchange.getRequestURI().getPath().substring(5));
          if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
              Files.copy(file, zip);
            }
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, zipped.size());
            exchange.getResponseBody().write(zipped.toByteArray());
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
      assertThat(Run.of("log", "--url", url, "--key", log.key()).exit()).isZero();
      assertThat(Run.of("log", "--url", url + "/nowhere", "--key", log.key()).exit()).isEqualTo(2);
    } finally {
      server.stop(0);
    }
    assertThat(Run.of("log", "--url", "http://127.0.0.1:1/log", "--key", log.key()).exit())
        .isEqualTo(2);
  }
}
