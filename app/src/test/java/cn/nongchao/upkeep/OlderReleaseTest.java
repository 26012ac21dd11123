package cn.nongchao.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Settled;
import cn.nongchao.TestDatabase;
import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.cases.Events;
import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Loop;
import cn.nongchao.loop.LoopId;
import cn.nongchao.loop.Loops;
import cn.nongchao.loop.Step;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.SignIn;
import cn.nongchao.platform.Ids;
import cn.nongchao.proof.LogAudit;
import cn.nongchao.proof.PublicLog;
import cn.nongchao.proof.Sealing;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an older release wrote opens in this one: a demo of the build of 25 November 2026, kept as a
 * backup of its directory (without its photos, which are large). The schema is made as it was then
 * and brought up to date with the rows in it.
 */
class OlderReleaseTest {

  private static final char[] PASSPHRASE = "of an older release".toCharArray();

  @TempDir Path data;

  @Test
  void anOpenEventIsClosedAndTheLogGoesOn() throws Exception {
    TestDatabase server = TestDatabase.empty();
    String url = server.jdbcUrl() + "?user=" + server.username() + "&password=" + server.password();
    DataOptions options = DataOptions.of(data.resolve("older"), url, 0);
    Path file = Path.of(getClass().getResource("/older/2026-11-25.zip").toURI());
    try (Archive older = Archive.open(file)) {
      older.check();
      assertThat(older.manifest().installation()).as("known later").isEmpty();
      Restore.into(
          options, older, SealedKeys.open(older.bytes(Manifest.KEYS), PASSPHRASE), System.err);
    }
    try (AppSession session = AppSession.open(options)) {
      assertThat(session.get(LogAudit.class).run(n -> {}).first()).isEmpty();
      long size = session.get(PublicLog.class).size();
      assertThat(size).isEqualTo(786);

      SignIn door = session.get(SignIn.class);
      SignIn.From here = new SignIn.From("127.0.0.1", "test");
      Viewer desk =
          door.viewer(door.begin("dispatcher", "nongchao-demo", here).orThrow()).orElseThrow();
      Loop closed =
          session
              .get(Events.class)
              .move(Step.of(Ids.next(), checked(session), ""), EventMove.CLOSED, Actor.of(desk))
              .orThrow();
      assertThat(closed.stage()).isEqualTo(EventStage.CLOSED.name());

      Settled.wait(session.get(JdbcClient.class));
      session.get(Sealing.class).sealAll();
      assertThat(session.get(PublicLog.class).size()).isGreaterThan(size);
      assertThat(session.get(LogAudit.class).run(n -> {}).first()).isEmpty();
    }
  }

  /** One that its grid worker found in order. */
  private static Loop checked(AppSession session) {
    UUID id =
        session
            .get(JdbcClient.class)
            .sql("select id from loop.loops where kind = 'event' and stage = 'CHECKED'")
            .query(UUID.class)
            .list()
            .getFirst();
    return session.get(Loops.class).find(new LoopId(id)).orElseThrow();
  }
}
