package cn.nongchao.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.EntryBundle;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TileTree;
import cn.nongchao.seal.tlog.TrustedLog;
import cn.nongchao.seal.tree.Proofs;
import cn.nongchao.seal.tree.TreeHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outsider who fetches checkpoints of the public log up to the instant of the kill and wants
 * every one of them to be the beginning of what the log says afterwards.
 */
final class LogWatch {

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Checkpoint> seen = new ArrayList<>();

  /** Fetches checkpoints until the server is gone. */
  Thread watch(Server server) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            while (true) {
              remember(checkpoint(server));
              Thread.sleep(20);
            }
          } catch (IOException | InterruptedException | Malformed gone) {
            // killed, perhaps in the middle of an answer
          }
        });
  }

  private synchronized void remember(Checkpoint checkpoint) {
    if (seen.isEmpty() || seen.getLast().size() != checkpoint.size()) seen.add(checkpoint);
  }

  /** Everything is sealed again soon; nothing twice, nothing forked, nothing left out. */
  void check(Server server) throws Exception {
    try (Connection database = server.database()) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> one(database, UNSEALED) == 0 && one(database, OPEN_RECORDS) == 0);
      Checkpoint now = checkpoint(server);
      assertThat(one(database, "select count(*) from proof.leaves")).isGreaterThan(0);
      assertThat(one(database, "select count(*) - max(index) - 1 from proof.leaves"))
          .as("places left out or used twice")
          .isZero();
      assertThat(now.size()).isLessThanOrEqualTo(one(database, "select size from proof.log_state"));
      compare(server, now);
    }
  }

  private static final String UNSEALED =
      "select count(*) from loop.entries e where not exists"
          + " (select 1 from proof.leaves l where l.subject = e.id and l.source = 'entry')";

  private static final String OPEN_RECORDS =
      "select count(*) from proof.records r where not exists"
          + " (select 1 from proof.leaves l where l.subject = r.id and l.source = 'record')";

  private synchronized void compare(Server server, Checkpoint now) throws Exception {
    TileTree tree = new TileTree(id -> tile(server, id), now.size());
    assertThat(tree.root()).as("tiles give the signed root").isEqualTo(now.root());
    for (Checkpoint earlier : seen) {
      assertThat(earlier.origin()).isEqualTo(now.origin());
      assertThat(earlier.size()).as("the log went back").isLessThanOrEqualTo(now.size());
      if (earlier.size() == 0) continue;
      List<byte[]> proof = tree.consistency(earlier.size());
      assertThat(
              Proofs.consistencyHolds(
                  earlier.size(), now.size(), proof, earlier.root(), now.root()))
          .as("fork at " + earlier.size())
          .isTrue();
    }
    for (long first = 0; first < now.size(); first += TileId.FULL) bundle(server, first, now);
    System.out.printf(
        "log: %d checkpoints seen, each the beginning of the one with %d entries%n",
        seen.size(), now.size());
    remember(now);
  }

  /** The records published are those the tree was made of. */
  private void bundle(Server server, long first, Checkpoint now) throws Exception {
    long index = first / TileId.FULL;
    int width = (int) Math.min(TileId.FULL, now.size() - first);
    byte[] hashes = tile(server, new TileId(0, index, width));
    byte[] bundle = tile(server, TileId.entries(index, width));
    assertThat(hashes).isNotNull();
    assertThat(bundle).isNotNull();
    List<byte[]> records = EntryBundle.decode(bundle);
    assertThat(records).hasSize(width);
    for (int i = 0; i < width; i++) {
      byte[] leaf = Arrays.copyOfRange(hashes, i * TreeHash.SIZE, (i + 1) * TreeHash.SIZE);
      assertThat(TreeHash.leaf(records.get(i))).isEqualTo(leaf);
    }
  }

  private Checkpoint checkpoint(Server server) throws IOException, InterruptedException, Malformed {
    SignedNote note = SignedNote.parse(get(server, "/log/checkpoint").body());
    List<VerifierKey> keys = new ArrayList<>();
    String lines = new String(get(server, "/log/keys").body(), StandardCharsets.UTF_8);
    for (String line : lines.strip().split("\n")) keys.add(VerifierKey.parse(line));
    return TrustedLog.of(keys).open(note).checkpoint();
  }

  private byte @Nullable [] tile(Server server, TileId id) {
    try {
      HttpResponse<byte[]> answer = get(server, "/log/" + id.path());
      return answer.statusCode() == 200 ? answer.body() : null;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("tile " + id.path(), e);
    }
  }

  private HttpResponse<byte[]> get(Server server, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url(path))).build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private static long one(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
