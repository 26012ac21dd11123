package cn.nongchao.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.nongchao.platform.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Server and database are killed at a random moment under load, again and again. Whatever was
 * acknowledged is there exactly once; whatever was not can be sent again; nothing is half-written.
 */
class CrashTest {

  private static final int CLIENTS = 6;

  /** At least so many moves are acknowledged before each kill, at most twice as many. */
  private static final int MOVES = 200;

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);

  private final List<Client> clients = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private final LogWatch log = new LogWatch();

  @Test
  void whatWasAcknowledgedSurvives() throws Exception {
    Path data = Path.of("target", "crash-" + ProcessHandle.current().pid()).toAbsolutePath();
    try {
      for (int round = 1; round <= ROUNDS; round++) runAndKill(data, round);
      try (Server server = Server.start(data)) {
        for (Client client : clients) client.sendAgain(server);
        check(server);
        log.check(server);
      }
    } finally {
      delete(data);
    }
  }

  private void runAndKill(Path data, int round) throws Exception {
    try (Server server = Server.start(data)) {
      if (clients.isEmpty()) hire(server);
      for (Client client : clients) client.sendAgain(server);
      if (round > 1) check(server);
      if (round > 1) log.check(server);
      Thread watching = log.watch(server);
      List<Thread> working = new ArrayList<>();
      for (Client client : clients) {
        working.add(Thread.ofPlatform().start(() -> client.work(server)));
      }
      int enough = done.get() + MOVES + ThreadLocalRandom.current().nextInt(MOVES);
      await().atMost(Duration.ofMinutes(2)).until(() -> done.get() >= enough);
      server.kill(ThreadLocalRandom.current().nextBoolean());
      for (Thread thread : working) thread.join();
      watching.join();
    }
    System.out.printf(
        "crash round %d: %d moves acknowledged so far, %d cut off%n", round, acknowledged(), cut());
  }

  private int acknowledged() {
    return clients.stream().mapToInt(client -> client.acknowledged().size()).sum();
  }

  private int cut() {
    return clients.stream().mapToInt(client -> client.unanswered().size()).sum();
  }

  private void check(Server server) throws SQLException {
    assertThat(clients.stream().flatMap(client -> client.refused().stream())).isEmpty();
    assertThat(cut()).as("sent again and still not answered").isZero();
    assertThat(acknowledged()).isGreaterThanOrEqualTo(MOVES);
    try (Connection database = server.database()) {
      for (Client client : clients) {
        for (Client.Order order : client.acknowledged()) {
          assertThat(
                  count(
                      database,
                      "select count(*) from loop.entries where id = ? and loop = ?",
                      order.entry(),
                      order.loop()))
              .as("entry of " + order.path())
              .isEqualTo(1);
        }
      }
      assertThat(count(database, UNEVEN)).as("loops that disagree with their entries").isZero();
      assertThat(count(database, HALF_OPEN)).as("events and loops without the other").isZero();
      assertThat(count(database, MADE_TWICE)).as("entries nobody sent").isZero();
    }
  }

  /** Versions count from 1 without gaps, and the row stands where its last entry left it. */
  private static final String UNEVEN =
      """
      select count(*) from loop.loops l
      left join lateral (
        select count(*) as entries, max(e.version) as last, min(e.version) as first
        from loop.entries e where e.loop = l.id) n on true
      left join loop.entries e on e.loop = l.id and e.version = l.version
      where n.first is distinct from 1 or n.last <> l.version or n.entries <> l.version
        or e.to_stage is distinct from l.stage
      """;

  private static final String HALF_OPEN =
      """
      select count(*) from (select id from loop.loops where kind = 'event') l
      full join cases.events e on e.id = l.id where l.id is null or e.id is null
      """;

  /** Every loop of ours has at most the seven entries a client sends. */
  private static final String MADE_TWICE =
      "select count(*) from loop.loops where title like '道路积水%' and version > 7"
          + " and id not in (select loop from loop.entries where person is null)";

  private static long count(Connection database, String sql, Object... params) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < params.length; i++) statement.setObject(i + 1, params[i]);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The demo's dispatcher, by a machine token each. */
  private void hire(Server server) throws SQLException {
    try (Connection database = server.database()) {
      UUID squad =
          one(database, "select id from people.organisations where kind = 'squad' limit 1");
      UUID dispatcher = one(database, "select id from people.persons where login = 'dispatcher'");
      for (int i = 0; i < CLIENTS; i++) {
        String token = "crash-" + Ids.next();
        try (PreparedStatement insert =
            database.prepareStatement(
                "insert into people.api_tokens (id, token_hash, person, name, created_at,"
                    + " expires_at) values (?, ?, ?, 'crash', now(), now() + interval '1 day')")) {
          insert.setObject(1, Ids.next());
          insert.setString(2, sha256(token));
          insert.setObject(3, dispatcher);
          insert.executeUpdate();
        }
        clients.add(new Client(token, done));
      }
    }
  }

  private static UUID one(Connection database, String sql) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).as(sql).isTrue();
      return row.getObject(1, UUID.class);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) return;
    try (Stream<Path> all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
