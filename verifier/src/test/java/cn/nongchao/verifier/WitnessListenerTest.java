package cn.nongchao.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.AddCheckpoint;
import cn.nongchao.seal.tlog.TrustedLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers that c2sp.org/tlog-witness asks for, over HTTP. */
class WitnessListenerTest {
  @TempDir private Path folder;
  private final KeyPair witnessKeys = Ed25519.fromSeed(TestLog.hash("witness"));
  private TestLog log;
  private WitnessState seen;
  private WitnessListener listener;

  @BeforeEach
  void listens() throws Exception {
    log = new TestLog(folder.resolve("log"));
    log.append("a", 10);
    seen = new WitnessState(folder.resolve("state"));
    NoteSigner witness = Cosignature.signer("witness.example/w", witnessKeys);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Shell shell = new Shell(nowhere, nowhere, InstantSource.fixed(Run.NOW), Map.of());
    TrustedLog trusted = TrustedLog.of(List.of(VerifierKey.parse(log.key())));
    listener =
        new WitnessListener(trusted, witness, seen, shell, new InetSocketAddress("localhost", 0));
    listener.start();
  }

  @AfterEach
  void stops() throws Exception {
    listener.close();
    seen.close();
  }

  @Test
  void growthIsCosignedAndTheLineStandsOnTheCheckpoint() throws Exception {
    check(200, log.since(0));
    log.append("b", 500);
    HttpResponse<String> answer = check(200, log.since(10));
    SignedNote note = SignedNote.parse(log.checkpoint() + answer.body());
    List<VerifierKey> keys =
        List.of(
            VerifierKey.parse(log.key()),
            Cosignature.verifierKey("witness.example/w", witnessKeys));
    assertThat(TrustedLog.of("", keys).withQuorum(1).open(note).witnesses()).hasSize(1);
    check(200, log.since(510));
  }

  @Test
  void anotherSizeThanTheOneSeenIsToldTheOneSeen() throws Exception {
    HttpResponse<String> never = check(409, log.since(5));
    assertThat(never.body()).isEqualTo("0\n");
    check(200, log.since(0));
    log.append("b", 5);
    HttpResponse<String> answer = check(409, log.since(0));
    assertThat(AddCheckpoint.size(answer.body())).isEqualTo(10);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(AddCheckpoint.SIZE_TYPE);
    check(200, log.since(10));
  }

  @Test
  void aForkIsRefusedAndTheStateStays() throws Exception {
    check(200, log.since(0));
    TestLog same = new TestLog(folder.resolve("same"));
    same.append("x", 10);
    check(409, same.since(10));
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      assertThat(files.filter(f -> f.getFileName().toString().startsWith("fork-"))).hasSize(1);
    }
    TestLog longer = new TestLog(folder.resolve("longer"));
    longer.append("x", 30);
    check(422, longer.since(10));
    check(422, new AddCheckpoint(10, List.of(), longer.since(10).note()));
    TestLog shorter = new TestLog(folder.resolve("shorter"));
    shorter.append("x", 5);
    check(400, shorter.since(10));
    log.append("b", 1);
    check(200, log.since(10));
  }

  @Test
  void strangersAndRubbishAreTurnedAway() throws Exception {
    assertThat(ask("rubbish").statusCode()).isEqualTo(400);
    assertThat(ask("old 0\n\n").statusCode()).isEqualTo(400);
    assertThat(ask("old 00\n\n" + log.checkpoint()).statusCode()).isEqualTo(400);
    String text = log.since(0).toString();
    assertThat(ask(text.replace(TestLog.ORIGIN, "other.example/log")).statusCode()).isEqualTo(404);
    assertThat(ask(text.replaceFirst("\n10\n", "\n11\n")).statusCode()).isEqualTo(403);
    HttpRequest get = HttpRequest.newBuilder(URI.create(listener.url())).build();
    assertThat(send(get).statusCode()).isEqualTo(405);
    assertThat(seen.last(TestLog.ORIGIN)).isNull();
  }

  @Test
  void oneOfUrlAndListenIsNeeded() {
    String key = folder.resolve("key").toString();
    Run.of("new-key", "w", "--key-file", key);
    Run run = Run.of("witness", "--key", "k", "--state", key + "s", "--key-file", key);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("--listen");
  }

  private HttpResponse<String> check(int expected, AddCheckpoint asked) throws Exception {
    HttpResponse<String> answer = ask(asked.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    return answer;
  }

  private HttpResponse<String> ask(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(listener.url()))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
