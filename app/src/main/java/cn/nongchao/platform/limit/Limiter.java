package cn.nongchao.platform.limit;

import cn.nongchao.platform.Keyed;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.limit.Charge.Key;
import cn.nongchao.platform.limit.Limit.Bound;
import cn.nongchao.platform.limit.Limit.By;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts what was taken in and what was guessed, by device, account and address together ({@link
 * Limit}). Counted before it is looked at what somebody brings, so that a hundred at once are a
 * hundred, and taken back where that was nothing to count ({@link Charge}); what is refused is not
 * counted. Kept in the database, so that coming to another node does not help; only keyed digests
 * are kept, and no longer than they count.
 */
@Component
public class Limiter {

  /** Counts are no whole numbers while they run out. */
  private static final double NOTHING = 1e-6;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Keyed keyed;
  private final Work work;
  private final TransactionTemplate transaction;

  public Limiter(JdbcClient jdbc, Clock clock, Keyed keyed, PlatformTransactionManager all) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.keyed = keyed;
    this.work = new Work(keyed);
    this.transaction = new TransactionTemplate(all);
    // What is counted against somebody stays counted though their request is undone.
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Where a comer stands with one count. */
  private enum Standing {
    FREE,
    WORK,
    FULL
  }

  /**
   * Counts one more, unless that is too many: then the refusal says when to try again, and the
   * comer is told of a way through where there is one.
   *
   * @param subject what they are at; empty where the limit counts none
   */
  public Outcome<Charge> take(Limit limit, Comer comer, String subject) {
    Instant now = clock.instant();
    boolean isKnown = isKnown(limit, comer, subject, now);
    List<Key> keys = keys(limit, comer, subject, isKnown);
    return Objects.requireNonNull(
        transaction.execute(status -> {
          Standing standing = Standing.FREE;
          double wait = 0;
          for (Key key : keys) {
            Bound bound = limit.bound(key.by());
            double level = counted(key, now);
            Standing here = standing(level, bound, isKnown && key.by() != By.KNOWN);
            if (here.compareTo(standing) > 0) standing = here;
            int least = here == Standing.FULL ? bound.most() : bound.free();
            if (here != Standing.FREE) wait = Math.max(wait, (level - least) / key.rate());
          }
          if (standing == Standing.WORK && hasWorked(limit, comer, now)) standing = Standing.FREE;
          if (standing == Standing.FREE) return Outcome.done(new Charge(this, keys));
          status.setRollbackOnly();
          boolean isWay = standing == Standing.WORK;
          return refused(limit, comer, wait, isWay ? work.challenge(limit.name(), now) : null);
        }));
  }

  /** From now on the device is known for this. */
  public void know(Limit limit, Comer comer, String subject) {
    comer.mark(comer.marked().knowing(thing(limit, subject), keyed, clock.instant()));
  }

  private boolean isKnown(Limit limit, Comer comer, String subject, Instant now) {
    if (!limit.counted().contains(By.KNOWN)) return false;
    boolean person = comer.account() != null && !limit.isKnownForSubject();
    return person || comer.marked().knows(thing(limit, subject), keyed, now);
  }

  private static String thing(Limit limit, String subject) {
    return limit.isKnownForSubject() ? limit.name() + " " + subject : limit.name();
  }

  /**
   * A device known for one subject is counted by itself alone: nobody gets known there without
   * having been right. One known for a whole kind of thing counts with the others too, or whoever
   * gathers many devices would be free of every limit; but where others must work it need not, and
   * where they are shut out it may work.
   */
  private List<Key> keys(Limit limit, Comer comer, String subject, boolean isKnown) {
    Set<By> counted = EnumSet.noneOf(By.class);
    counted.addAll(limit.counted());
    if (!isKnown) counted.remove(By.KNOWN);
    if (isKnown && limit.isKnownForSubject()) counted = EnumSet.of(By.KNOWN);
    List<Key> keys = new ArrayList<>();
    for (By by : counted) {
      String whom =
          switch (by) {
            case KNOWN ->
                comer.account() == null
                    ? "device " + comer.device() + " " + (limit.isKnownForSubject() ? subject : "")
                    : "account " + comer.account();
            case ADDRESS -> comer.network();
            case SUBJECT -> subject;
            case ALL -> "";
          };
      String what = "limit " + limit.name() + " " + limit.about() + " " + by + " " + whom;
      keys.add(new Key(by, keyed.digest(what), limit.rate(by)));
    }
    // In one order for all, or two who share two counts would wait for each other.
    keys.sort(Comparator.comparing(Key::key, Arrays::compareUnsigned));
    return keys;
  }

  private static Standing standing(double level, Bound bound, boolean isEasier) {
    if (level > bound.most() + NOTHING) return isEasier ? Standing.WORK : Standing.FULL;
    if (level > bound.free() + NOTHING) return isEasier ? Standing.FREE : Standing.WORK;
    return Standing.FREE;
  }

  private double counted(Key key, Instant now) {
    return jdbc.sql(
            "insert into platform.counts as c (key, level, at, until)"
                + " values (:key, 1, :now, :now::timestamptz + make_interval(secs => 1 / :rate))"
                + " on conflict (key) do update set level = 1 + greatest(0, c.level"
                + " - greatest(0, extract(epoch from :now::timestamptz - c.at)) * :rate),"
                + " at = greatest(c.at, :now), until = greatest(c.at, :now) + make_interval("
                + "secs => (1 + c.level) / :rate) returning level")
        .param("key", key.key())
        .param("now", Timestamp.from(now))
        .param("rate", key.rate())
        .query(Double.class)
        .single();
  }

  private boolean hasWorked(Limit limit, Comer comer, Instant now) {
    if (comer.hasWorked()) return true;
    String solution = comer.solution();
    Work.Solved solved = solution == null ? null : work.check(solution, limit.name(), now);
    if (solved == null) return false;
    int used =
        jdbc.sql("insert into platform.work (id, until) values (?, ?) on conflict do nothing")
            .params(solved.id(), Timestamp.from(solved.until()))
            .update();
    if (used == 1) comer.worked();
    return used == 1;
  }

  private static Outcome<Charge> refused(
      Limit limit, Comer comer, double wait, @Nullable String challenge) {
    long seconds = (long) Math.ceil(wait) + 1;
    comer.refused(Duration.ofSeconds(seconds), challenge);
    long minutes = (seconds + 59) / 60;
    String zh = seconds < 90 ? seconds + " 秒" : minutes + " 分钟";
    String en = seconds < 90 ? seconds + " seconds" : minutes + " minutes";
    return Outcome.refused(
        new Refusal(
            "too-many",
            null,
            Text.of(
                limit.words().before().zh() + "，请 " + zh + "后再试" + limit.words().after().zh(),
                limit.words().before().en()
                    + ", try again in "
                    + en
                    + limit.words().after().en())));
  }

  void giveBack(List<Key> keys) {
    transaction.executeWithoutResult(status -> {
      for (Key key : keys) lower(key);
    });
  }

  void forgive(List<Key> keys) {
    transaction.executeWithoutResult(status -> {
      for (Key key : keys) {
        boolean theirs = key.by() == By.KNOWN || key.by() == By.SUBJECT;
        if (theirs) jdbc.sql("delete from platform.counts where key = ?").param(key.key()).update();
        else lower(key);
      }
    });
  }

  private void lower(Key key) {
    jdbc.sql("update platform.counts set level = greatest(0, level - 1) where key = ?")
        .param(key.key())
        .update();
  }

  /** Counts that have run out, and work that could no longer be used. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  public void sweep() {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql("delete from platform.counts where until < ?").param(now).update();
    jdbc.sql("delete from platform.work where until < ?").param(now).update();
  }
}
