package cn.nongchao.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Keyed;
import cn.nongchao.platform.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** How much is free, what lets through above it, when only time does; on a clock of its own. */
class LimiterTest {

  private static final DataSource TABLES = Tables.of("platform");
  private static final JdbcClient JDBC = JdbcClient.create(TABLES);
  private static final Keyed KEYED = LimiterTest::digest;
  private static final Duration HOUR = Duration.ofHours(1);

  private final String name = "test-" + Ids.next();
  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final Limiter limiter = limiter();

  private static byte[] digest(String plain) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
      return mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Limiter limiter() {
    InstantSource source = () -> now;
    return new Limiter(
        JDBC,
        source.withZone(ZoneId.of("Asia/Shanghai")),
        KEYED,
        new JdbcTransactionManager(TABLES));
  }

  /** Somebody at an address, who remembers what they were told. */
  private static final class Someone implements Comer.Answer {
    final String address;
    @Nullable String account;
    Device device = Device.fresh();
    @Nullable String solution;
    @Nullable Duration wait;
    @Nullable String challenge;

    Someone(String address) {
      this.address = address;
    }

    Comer comes() {
      wait = null;
      challenge = null;
      return new Comer(address, account, device, solution, this);
    }

    @Override
    public void refused(Duration wait, @Nullable String challenge) {
      this.wait = wait;
      this.challenge = challenge;
    }

    @Override
    public void keep(Device device) {
      this.device = device;
    }
  }

  private boolean gets(Limit limit, Someone someone) {
    return gets(limit, someone, "");
  }

  private boolean gets(Limit limit, Someone someone, String subject) {
    return limiter.take(limit, someone.comes(), subject).isDone();
  }

  private static void works(Someone someone) {
    assertThat(someone.challenge).as("a way through").isNotNull();
    someone.solution = Worker.solve(someone.challenge);
  }

  @Test
  void whatIsFreeRunsOutEvenlyAndTheRefusalSaysWhen() {
    Limit limit = Limit.of(name, HOUR).address(10, 10);
    Someone someone = new Someone("203.0.113.1");
    for (int i = 0; i < 10; i++) assertThat(gets(limit, someone)).isTrue();
    var refused = (Outcome.Refused<Charge>) limiter.take(limit, someone.comes(), "");
    assertThat(refused.reasons().getFirst().code()).isEqualTo("too-many");
    assertThat(refused.reasons().getFirst().reason().en()).contains("try again in 7 minutes");
    assertThat(someone.wait).isEqualTo(Duration.ofSeconds(361));
    assertThat(someone.challenge).as("beyond the most no work helps").isNull();
    now = now.plusSeconds(300);
    assertThat(gets(limit, someone)).isFalse();
    now = now.plusSeconds(60);
    assertThat(gets(limit, someone)).as("what was refused is not counted").isTrue();
    assertThat(gets(limit, someone)).isFalse();
    now = now.plus(HOUR);
    for (int i = 0; i < 10; i++) assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).isFalse();
  }

  @Test
  void aClockSetBackTakesNothingAway() {
    Limit limit = Limit.of(name, HOUR).address(2, 2);
    Someone someone = new Someone("203.0.113.1");
    assertThat(gets(limit, someone)).isTrue();
    now = now.minus(HOUR);
    assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).isFalse();
  }

  @Test
  void anAddressDoesNotCountForAnother() {
    Limit limit = Limit.of(name, HOUR).address(1, 1);
    assertThat(gets(limit, new Someone("203.0.113.1"))).isTrue();
    assertThat(gets(limit, new Someone("203.0.113.1"))).isFalse();
    assertThat(gets(limit, new Someone("203.0.113.2"))).isTrue();
    // A household has 2^64 addresses.
    assertThat(gets(limit, new Someone("2001:db8::1"))).isTrue();
    assertThat(gets(limit, new Someone("2001:db8::2"))).isFalse();
  }

  @Test
  void nonsenseIsGivenBackOnce() {
    Limit limit = Limit.of(name, HOUR).address(2, 2);
    Someone someone = new Someone("203.0.113.1");
    Charge charge = limiter.take(limit, someone.comes(), "").orThrow();
    assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).isFalse();
    charge.giveBack();
    charge.giveBack();
    assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).isFalse();
  }

  @Test
  void aboveWhatIsFreeWorkLetsThroughOnceEach() {
    Limit limit = Limit.of(name, HOUR).address(1, 3);
    Someone someone = new Someone("203.0.113.1");
    assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).isFalse();
    works(someone);
    String first = someone.solution;
    assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).as("work is used once").isFalse();
    // Nor by anybody else, nor at another node.
    Someone other = new Someone("203.0.113.1");
    other.solution = first;
    assertThat(gets(limit, other)).isFalse();
    works(someone);
    assertThat(gets(limit, someone)).isTrue();
    assertThat(gets(limit, someone)).isFalse();
    assertThat(someone.challenge).isNull();
  }

  @Test
  void workIsSignedForOneKindOfRequestAndRunsOut() {
    Limit limit = Limit.of(name, HOUR).address(1, 100);
    Someone someone = new Someone("203.0.113.1");
    gets(limit, someone);
    gets(limit, someone);
    works(someone);
    String right = someone.solution;
    String challenge = right.substring(0, right.indexOf(':'));

    Limit elsewhere = Limit.of(name + "-other", HOUR).address(1, 100);
    gets(elsewhere, someone);
    assertThat(gets(elsewhere, someone)).as("of another kind").isFalse();

    String made = challenge.replaceFirst("^[0-9a-f-]{36}", Ids.next().toString());
    List<String> wrong =
        List.of(
            "",
            ":",
            challenge,
            challenge + ":" + "0.".repeat(15) + "0",
            right + ".0",
            right.substring(0, right.lastIndexOf('.')),
            right.replaceFirst(":[0-9a-f]+", ":fffffff"),
            right.toUpperCase(java.util.Locale.ROOT),
            Worker.solve(made),
            "x".repeat(100_000));
    for (String solution : wrong) {
      someone.solution = solution;
      assertThat(gets(limit, someone)).as(solution).isFalse();
    }
    someone.solution = right;
    now = now.plus(Work.LASTS).plusSeconds(1);
    gets(limit, someone); // what has run out meanwhile is free
    for (int i = 0; i < 2; i++) gets(limit, someone);
    assertThat(gets(limit, someone)).as("too late").isFalse();
  }

  @Test
  void aKnownDeviceIsNotHeldUpByItsNeighbours() {
    Limit limit = Limit.of(name, HOUR).known(2, 2).address(3, 3);
    Someone known = new Someone("203.0.113.1");
    limiter.know(limit, known.comes(), "");
    Someone stranger = new Someone("203.0.113.1");
    for (int i = 0; i < 3; i++) assertThat(gets(limit, stranger)).isTrue();
    assertThat(gets(limit, stranger)).isFalse();
    assertThat(gets(limit, known)).as("works where others are shut out").isFalse();
    works(known);
    assertThat(gets(limit, known)).isTrue();
    assertThat(gets(limit, stranger)).isFalse();
  }

  @Test
  void aKnownDeviceNeedNotWorkWhereOthersMust() {
    Limit limit = Limit.of(name, HOUR).known(2, 2).address(1, 100);
    Someone known = new Someone("203.0.113.1");
    limiter.know(limit, known.comes(), "");
    Someone stranger = new Someone("203.0.113.1");
    assertThat(gets(limit, stranger)).isTrue();
    assertThat(gets(limit, stranger)).isFalse();
    for (int i = 0; i < 2; i++) assertThat(gets(limit, known)).isTrue();
    assertThat(gets(limit, known)).as("but has an end of its own").isFalse();
  }

  @Test
  void whoeverIsSignedInIsCountedByThemselves() {
    Limit limit = Limit.of(name, HOUR).known(1, 1).address(1, 100);
    gets(limit, new Someone("203.0.113.1"));
    Someone clerk = new Someone("203.0.113.1");
    clerk.account = "clerk";
    assertThat(gets(limit, clerk)).isTrue();
    clerk.device = Device.fresh();
    assertThat(gets(limit, clerk)).isFalse();
  }

  @Test
  void aDeviceKnownForOneAccountIsUnknownForAnother() {
    Limit limit = Limit.of(name, HOUR).known(1, 1).knownForSubject().subject(1, 2).address(9, 9);
    Someone owner = new Someone("203.0.113.1");
    limiter.know(limit, owner.comes(), "owner");
    Someone stranger = new Someone("198.51.100.1");
    assertThat(gets(limit, stranger, "owner")).isTrue();
    assertThat(gets(limit, stranger, "owner")).as("from anywhere").isFalse();
    assertThat(gets(limit, owner, "owner")).as("its owner's device").isTrue();
    assertThat(gets(limit, owner, "owner")).isFalse();
    assertThat(gets(limit, owner, "other")).isTrue();
    assertThat(gets(limit, owner, "other")).isFalse();
  }

  @Test
  void everybodyTogetherMayBeAskedToWorkButIsNeverShutOut() {
    Limit limit = Limit.of(name, HOUR).address(5, 5).all(3);
    for (int i = 0; i < 3; i++) assertThat(gets(limit, new Someone("203.0.113." + i))).isTrue();
    Someone next = new Someone("203.0.113.77");
    assertThat(gets(limit, next)).isFalse();
    works(next);
    assertThat(gets(limit, next)).isTrue();
  }

  @Test
  void beingRightForgivesWhatWasWrongBefore() {
    Limit limit = Limit.of(name, HOUR).subject(2, 2).address(3, 3);
    Someone someone = new Someone("203.0.113.1");
    assertThat(gets(limit, someone, "a")).isTrue();
    limiter.take(limit, someone.comes(), "a").orThrow().forgive();
    for (int i = 0; i < 2; i++) assertThat(gets(limit, someone, "a")).isTrue();
    assertThat(gets(limit, someone, "b")).as("at the address only this one").isFalse();
  }

  @Test
  void aMarkMadeByHandIsNoMark() {
    Limit limit = Limit.of(name, HOUR).known(9, 9).address(1, 1);
    Someone known = new Someone("203.0.113.1");
    limiter.know(limit, known.comes(), "");
    Someone thief = new Someone("203.0.113.1");
    gets(limit, thief);
    String written = known.device.written();
    for (String cookie :
        List.of(
            "",
            "x".repeat(10_000),
            Device.fresh().id() + written.substring(22),
            written.replaceFirst("~[0-9]+", "~99999"),
            written.substring(0, written.length() - 1),
            written + written.substring(22).repeat(9))) {
      thief.device = Device.read(cookie);
      assertThat(gets(limit, thief)).as(cookie).isFalse();
    }
    thief.device = Device.read(written);
    assertThat(gets(limit, thief)).as("as the device itself, after work").isFalse();
    assertThat(thief.challenge).isNotNull();
    now = now.plus(Device.KEPT).plusSeconds(1);
    gets(limit, thief);
    assertThat(gets(limit, thief)).as("not known for ever").isFalse();
    assertThat(thief.challenge).isNull();
  }

  @Test
  void aDeviceForgetsWhatIsLongestAgo() {
    Device device = Device.fresh();
    for (int i = 0; i < 8; i++) device = device.knowing("thing " + i, KEYED, now);
    device = Device.read(device.knowing("thing 7", KEYED, now).written());
    assertThat(device.marks()).hasSize(Device.MOST);
    assertThat(device.knows("thing 1", KEYED, now)).isFalse();
    for (int i = 2; i < 8; i++) assertThat(device.knows("thing " + i, KEYED, now)).isTrue();
  }

  @Test
  void aHundredAtOnceAreCountedOneByOne() throws Exception {
    Limit limit = Limit.of(name, HOUR).address(5, 5).all(50);
    List<Callable<Boolean>> guesses = new ArrayList<>();
    for (int i = 0; i < 100; i++) guesses.add(() -> gets(limit, new Someone("203.0.113.1")));
    int let = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> guess : threads.invokeAll(guesses)) if (guess.get()) let++;
    }
    assertThat(let).isEqualTo(5);
  }

  @Test
  void whatNoLongerCountsIsThrownAway() {
    Limit limit = Limit.of(name, HOUR).address(5, 5);
    String count = "select count(*) from platform.counts where until < ?";
    gets(limit, new Someone("203.0.113.1"));
    now = Instant.parse("2026-11-22T01:12:01Z");
    var at = java.sql.Timestamp.from(now);
    assertThat(JDBC.sql(count).param(at).query(Long.class).single()).isPositive();
    limiter.sweep();
    assertThat(JDBC.sql(count).param(at).query(Long.class).single()).isZero();
  }
}
