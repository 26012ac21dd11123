package cn.nongchao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.nongchao.NongchaoApplication;
import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.form.Page;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.receipt.ReceiptCheck;
import cn.nongchao.seal.tlog.AddCheckpoint;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.Proofs;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A witness of c2sp.org/tlog-witness is asked; what it cosigned is served and in receipts. */
@SpringBootTest(
    classes = NongchaoApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "nongchao.seal-delay=PT10H",
      "nongchao.log.witness-delay=PT10H",
      "nongchao.escalation-delay=PT10H"
    })
class WitnessesTest {

  private static final byte[] SEED = new byte[32];
  private static final Elsewhere WITNESS = new Elsewhere();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
    registry.add("nongchao.log.witnesses[0]", () -> WITNESS.url() + " " + WITNESS.key());
  }

  @AfterAll
  static void ends() {
    WITNESS.server.stop(0);
  }

  @Autowired JdbcClient jdbc;
  @Autowired Sealer sealer;
  @Autowired Witnesses witnesses;
  @Autowired PublicLog log;
  @Autowired Receipts receipts;
  @Autowired Loops loops;
  @Autowired Alerts alerts;
  @Autowired ClockWatch clocks;
  @Autowired LogStore store;
  @Autowired WitnessedStore kept;

  @Test
  void isAskedAndItsLineIsServedAndInReceipts() throws Exception {
    sealer.found();
    LoopId first = open();
    seal();
    witnesses.ask();
    assertThat(told("clock-differs")).as("it has another time").isTrue();
    assertThat(witnessed(log.checkpoint())).isEqualTo(1);
    assertThat(log.witnessed()).hasValue(log.checkpoint());
    int asked = WITNESS.asked.size();
    witnesses.ask();
    assertThat(WITNESS.asked).as("nothing new, nothing asked").hasSize(asked);

    open();
    seal();
    assertThat(lines(log.checkpoint())).as("not this tree yet").isEqualTo(1);
    TrustedLog one = trusted().withQuorum(1);
    byte[] receipt = receipts.of(first.value()).orElseThrow().bytes();
    assertThat(ReceiptCheck.check(receipt, one).isGenuine()).as("proved in its tree").isTrue();

    WITNESS.size = 0; // it lost its memory, or was asked by another node meanwhile
    witnesses.ask();
    assertThat(WITNESS.asked.getLast().old()).isZero();
    assertThat(witnessed(log.checkpoint())).isEqualTo(1);

    WITNESS.answer = 422;
    open();
    seal();
    witnesses.ask();
    assertThat(told("witness-refuses")).isTrue();
    WITNESS.answer = 503;
    witnesses.ask();
    WITNESS.answer = 200;
    witnesses.ask();
    assertThat(witnessed(log.checkpoint())).isEqualTo(1);
  }

  @Test
  void aLineThatNamesNoWitnessIsRefusedAtTheStart() throws Exception {
    String logs = Ed25519.verifierKey("a.example", Ed25519.fromSeed(SEED)).toString();
    for (String line :
        List.of("http://a.example", "ftp://a.example " + WITNESS.key(), "x " + logs)) {
      var choice = new Witnesses.Choice(List.of(line));
      assertThatThrownBy(() -> new Witnesses(store, kept, alerts, clocks, choice))
          .isInstanceOf(WitnessUnreadable.class)
          .hasMessageContaining(line);
    }
  }

  private boolean told(String kind) {
    var unseen = new Alerts.Query(true, null, null, "");
    var latest = Page.first(Alerts.Alert.class, 50);
    return alerts.list(unseen, latest, List.of(DivisionCode.ALL)).items().stream()
        .anyMatch(alert -> alert.kind().equals(kind) && alert.detail().contains("witness.example"));
  }

  private TrustedLog trusted() throws Malformed {
    List<VerifierKey> keys = new ArrayList<>();
    for (String key : log.verifierKeys()) keys.add(VerifierKey.parse(key));
    keys.add(VerifierKey.parse(WITNESS.key()));
    return TrustedLog.of("", keys);
  }

  private int witnessed(String checkpoint) throws Malformed {
    return trusted().open(SignedNote.parse(checkpoint)).witnesses().size();
  }

  private static int lines(String checkpoint) throws Malformed {
    return SignedNote.parse(checkpoint).lines().size();
  }

  private Sealer.Done seal() {
    Settled.wait(jdbc);
    return sealer.sealBatch();
  }

  private LoopId open() {
    return loops.open(Openings.event(""), Actor.automatic("test")).orThrow().id();
  }

  /** A witness of its own making, which checks what it is sent. */
  private static final class Elsewhere {

    final List<AddCheckpoint> asked = new ArrayList<>();
    final HttpServer server;
    long size;
    int answer = 200;
    private byte[] root = new byte[32];

    Elsewhere() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      server.createContext("/w/add-checkpoint", this::handle);
      server.start();
    }

    String url() {
      return "http://localhost:" + server.getAddress().getPort() + "/w/";
    }

    String key() {
      try {
        return Cosignature.verifierKey("witness.example", Ed25519.fromSeed(SEED)).toString();
      } catch (Malformed e) {
        throw new AssertionError(e);
      }
    }

    private void handle(HttpExchange exchange) throws IOException {
      try (exchange) {
        String said = "";
        int status = answer;
        try {
          AddCheckpoint request = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes());
          asked.add(request);
          if (status == 200 && request.old() != size) {
            status = 409;
            said = size + "\n";
          } else if (status == 200) {
            said = cosigned(request);
          }
        } catch (Malformed e) {
          status = 400;
        }
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
      }
    }

    private String cosigned(AddCheckpoint request) throws Malformed {
      Checkpoint now = Checkpoint.parse(request.note().text());
      boolean grew =
          size == 0
              ? request.proof().isEmpty()
              : Proofs.consistencyHolds(size, now.size(), request.proof(), root, now.root());
      assertThat(grew).as("what it was sent holds").isTrue();
      size = now.size();
      root = now.root();
      NoteSigner signer = Cosignature.signer("witness.example", Ed25519.fromSeed(SEED));
      return request.note().signedBy(signer, Instant.EPOCH).lines().getLast().toString();
    }
  }
}
