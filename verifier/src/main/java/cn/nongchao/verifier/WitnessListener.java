package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.AddCheckpoint;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.Proofs;
import cn.nongchao.seal.tree.TreeHash;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A witness that logs come to: cosigns a checkpoint that grew from the one cosigned before.
 *
 * <p>Source: c2sp.org/tlog-witness, {@code POST /add-checkpoint} and its answers.
 */
final class WitnessListener implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";

  private final TrustedLog trusted;
  private final NoteSigner witness;
  private final WitnessState seen;
  private final Shell shell;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /** What the caller gets to read. */
  record Answer(int status, String type, String body) {
    static Answer of(int status, String words) {
      return new Answer(status, TEXT, words + "\n");
    }
  }

  WitnessListener(
      TrustedLog trusted,
      NoteSigner witness,
      WitnessState seen,
      Shell shell,
      InetSocketAddress address)
      throws Unreadable {
    this.trusted = trusted;
    this.witness = witness;
    this.seen = seen;
    this.shell = shell;
    // a caller who sends nothing is let go; read by the server's class when it is first used
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    try {
      this.server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new Unreadable("不能监听 " + address + "：" + e, "cannot listen on " + address + ": " + e);
    }
    server.setExecutor(workers);
    server.createContext("/add-checkpoint", this::handle);
  }

  void start() {
    server.start();
  }

  /** Where logs send their requests to, with the port found where 0 was given. */
  String url() {
    InetSocketAddress bound = server.getAddress();
    return "http://" + bound.getHostString() + ":" + bound.getPort() + "/add-checkpoint";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          exchange.getRequestMethod().equals("POST")
              ? answer(body(exchange.getRequestBody()), shell.clock())
              : Answer.of(405, "POST only");
      shell.out().println(shell.clock().instant() + " " + answer.status() + " " + first(answer));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private static byte[] body(InputStream in) throws IOException {
    return in.readNBytes(AddCheckpoint.MAX_BYTES + 1);
  }

  private static String first(Answer answer) {
    return answer.body().lines().findFirst().orElse("");
  }

  /** One request at a time: comparing with what was seen and remembering are one step. */
  synchronized Answer answer(byte[] body, InstantSource clock) {
    AddCheckpoint asked;
    Checkpoint now;
    try {
      asked = AddCheckpoint.parse(body);
      now = Checkpoint.parse(asked.note().text());
    } catch (Malformed e) {
      return Answer.of(400, e.reason().en());
    }
    if (!known(now.origin())) {
      return Answer.of(404, "not a log of this witness: " + now.origin());
    }
    TrustedLog.Opened opened;
    try {
      opened = trusted.open(asked.note());
    } catch (Malformed e) {
      return Answer.of(403, e.reason().en());
    }
    try {
      return compared(asked, opened, clock);
    } catch (Unreadable | Malformed e) {
      return Answer.of(500, "the witness's own state cannot be used");
    }
  }

  private boolean known(String origin) {
    return trusted.origin().isEmpty()
        ? trusted.keys().stream().anyMatch(key -> key.name().equals(origin))
        : trusted.origin().equals(origin);
  }

  private Answer compared(AddCheckpoint asked, TrustedLog.Opened opened, InstantSource clock)
      throws Unreadable, Malformed {
    Checkpoint now = opened.checkpoint();
    if (asked.old() > now.size()) {
      return Answer.of(400, "the old size is beyond the checkpoint's");
    }
    SignedNote before = seen.last(now.origin());
    Checkpoint then = before == null ? null : Checkpoint.parse(before.text());
    long size = then == null ? 0 : then.size();
    if (asked.old() != size) {
      return new Answer(409, AddCheckpoint.SIZE_TYPE, size + "\n");
    }
    if (before != null && then != null && now.size() == size) {
      if (!Arrays.equals(now.root(), then.root())) {
        seen.keepEvidence(before, asked.note());
        return new Answer(409, AddCheckpoint.SIZE_TYPE, size + "\n");
      }
      return asked.proof().isEmpty() ? cosigned(opened, clock) : inconsistent();
    }
    boolean holds =
        then == null || size == 0
            ? asked.proof().isEmpty() && (now.size() > 0 || isEmpty(now))
            : Proofs.consistencyHolds(size, now.size(), asked.proof(), then.root(), now.root());
    return holds ? cosigned(opened, clock) : inconsistent();
  }

  private static boolean isEmpty(Checkpoint checkpoint) {
    return Arrays.equals(checkpoint.root(), TreeHash.empty());
  }

  private static Answer inconsistent() {
    return Answer.of(422, "the consistency proof does not hold");
  }

  private Answer cosigned(TrustedLog.Opened opened, InstantSource clock) throws Unreadable {
    String text = opened.checkpoint().text();
    SignedNote note = new SignedNote(text, opened.log()).signedBy(witness, clock.instant());
    // remembered before it is told: a cosignature we forgot could be used against us
    seen.remember(opened.checkpoint().origin(), note);
    return new Answer(200, TEXT, note.lines().getLast().toString());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
