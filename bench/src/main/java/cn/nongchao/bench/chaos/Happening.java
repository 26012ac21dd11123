package cn.nongchao.bench.chaos;

import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes it happen, sees that the server says what it must, and brings it back where it ended. */
final class Happening {

  private static final Duration JUMP = Duration.ofMinutes(30);
  private static final long BELOW_LEAST = 100L << 20;
  private static final String IN_USE = "in use by another Nongchao";

  private final Site site;
  private final Ledger ledger;
  private final Check check;
  private final Random random;
  private final int port;
  private Instance server;

  Happening(Site site, Ledger ledger, Check check, Random random, int port) throws Exception {
    this.site = site;
    this.ledger = ledger;
    this.check = check;
    this.random = random;
    this.port = port;
    this.server = started();
  }

  private Instance started() throws IOException, InterruptedException {
    Instance instance = Instance.begin(site, port);
    String refusal = instance.refusal();
    if (refusal != null) throw new IllegalStateException("the server does not start: " + refusal);
    return instance;
  }

  void end() throws InterruptedException {
    server.term();
  }

  void kill() throws InterruptedException, IOException {
    server.kill();
    site.database().forEach(ProcessHandle::destroyForcibly);
  }

  void now(Fault fault, Writer reader) throws Exception {
    switch (fault) {
      case APP_KILLED -> {
        server.kill();
        server = started();
      }
      case DATABASE_KILLED -> killDatabase();
      case BOTH_KILLED -> killBoth();
      case TERMINATED -> terminate();
      case DISK_SHORT -> fill(BELOW_LEAST, reader);
      case DISK_FULL -> fill(0, reader);
      case CLOCK_BACK -> shift(JUMP.negated());
      case CLOCK_FORWARD -> shift(JUMP);
      case TWO_SERVERS -> startTwo();
      case UPLOAD_CUT -> cutUpload();
    }
  }

  private void killDatabase() throws IOException {
    var all = site.database();
    // Now and then only one that serves a connection: the others are then ended by the first.
    if (random.nextInt(3) == 0) all.getLast().destroyForcibly();
    else all.forEach(ProcessHandle::destroyForcibly);
  }

  private void killBoth() throws IOException, InterruptedException {
    var all = site.database();
    boolean databaseFirst = random.nextBoolean();
    if (databaseFirst) all.forEach(ProcessHandle::destroyForcibly);
    server.kill();
    if (!databaseFirst) all.forEach(ProcessHandle::destroyForcibly);
    server = started();
  }

  private void terminate() throws IOException, InterruptedException {
    if (!server.term()) ledger.fault("told to end, it did not within 60 s");
    if (Files.exists(site.data().resolve("postgres/postmaster.pid"))) {
      ledger.fault("told to end, it left its database running");
    }
    server = started();
  }

  /** Reading goes on, writing is refused in words; at times it is killed in this state. */
  private void fill(long left, Writer reader) throws Exception {
    int before = ledger.put();
    site.fill(left);
    boolean alsoKilled = random.nextInt(3) == 0;
    try {
      if (!isPutOff(before)) ledger.fault("on a full disk nothing was refused");
      for (String path : new String[] {"/api/v1/events", "/track", "/log/checkpoint"}) {
        int status = reader.read(path);
        if (status != 200) ledger.fault("on a full disk %s gave %d".formatted(path, status));
      }
      if (alsoKilled) {
        server.kill();
        site.database().forEach(ProcessHandle::destroyForcibly);
      }
    } finally {
      site.empty();
    }
    if (alsoKilled) server = started();
    else if (!check.isTold("disk-full")) ledger.fault("nobody was told that the disk is full");
  }

  private boolean isPutOff(int before) throws InterruptedException {
    for (int i = 0; i < 300 && ledger.put() == before; i++) TimeUnit.MILLISECONDS.sleep(100);
    TimeUnit.SECONDS.sleep(1);
    return ledger.put() > before;
  }

  private void shift(Duration by) throws Exception {
    site.clock(by);
    try {
      if (!check.isTold("clock-differs")) ledger.fault("a clock that jumped was not told");
      int before = ledger.size();
      for (int i = 0; i < 300 && ledger.size() < before + 10; i++) TimeUnit.MILLISECONDS.sleep(50);
      if (ledger.size() == before) ledger.fault("with another clock nothing is taken in");
      if (random.nextInt(3) == 0) {
        server.kill();
        server = started();
      }
    } finally {
      site.clock(Duration.ZERO);
    }
  }

  /** A second beside the first is refused; of two at once one is, and the other serves. */
  private void startTwo() throws IOException, InterruptedException {
    if (random.nextBoolean()) {
      refused(Instance.begin(site, Ports.free()));
      if (!server.isAlive()) ledger.fault("the second ended the first");
      return;
    }
    server.term();
    Instance one = Instance.begin(site, port);
    Instance two = Instance.begin(site, Ports.free());
    String ofTwo = two.refusal();
    String ofOne = one.refusal();
    if ((ofOne == null) == (ofTwo == null)) ledger.fault("of two at once not just one serves");
    String said = ofOne == null ? ofTwo : ofOne;
    if (said == null || !said.contains(IN_USE)) ledger.fault("the second said: " + said);
    if (ofTwo == null) two.term();
    server = ofOne == null ? one : started();
  }

  private void refused(Instance second) throws IOException, InterruptedException {
    String said = second.refusal();
    if (said == null) {
      ledger.fault("two servers run on one directory");
      second.kill();
    } else if (second.exit() != 1 || !said.contains(IN_USE)) {
      ledger.fault("the second ended with %d: %s".formatted(second.exit(), said));
    }
  }

  private void cutUpload() throws Exception {
    UUID id = Ids.next();
    String mark = "mark-" + id;
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n%s\r\n--%s\r\n"
                .formatted(mark, id, mark)
            + "Content-Disposition: form-data; name=\"file\"; filename=\"p.png\"\r\n\r\n";
    String request =
        "POST /api/v1/evidence HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 5000000\r\n"
                .formatted(port)
            + "Content-Type: multipart/form-data; boundary=%s\r\n\r\n%s".formatted(mark, head);
    try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = line.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] piece = new byte[1 << 16];
      random.nextBytes(piece);
      for (int i = random.nextInt(60); i >= 0; i--) out.write(piece);
      out.flush();
      if (random.nextBoolean()) {
        server.kill();
        server = started();
      }
    }
    if (isThere(id)) ledger.fault("half an upload is there");
  }

  private boolean isThere(UUID file) throws SQLException {
    try (Connection database = site.connect();
        PreparedStatement asked =
            database.prepareStatement("select count(*) from loop.evidence where id = ?")) {
      asked.setObject(1, file);
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  /** Null while it runs. */
  @Nullable String ended() {
    return server.isAlive() ? null : "the server ended by itself";
  }
}
