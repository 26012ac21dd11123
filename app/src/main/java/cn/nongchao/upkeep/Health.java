package cn.nongchao.upkeep;

import cn.nongchao.platform.Room;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether requests can be served now, for a proxy that would else send them elsewhere. */
@Component
class Health {

  /** Shorter than proxies wait, longer than a busy pool takes. */
  private static final int SECONDS = 4;

  /** So old an answer may be: whoever asks in thousands costs one connection. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private record Asked(CompletableFuture<Boolean> answer, long nanos) {
    boolean isStale() {
      return answer.isDone() && System.nanoTime() - nanos > FRESH.toNanos();
    }
  }

  private final DataSource database;
  private final Room room;
  private @Nullable Asked last;

  Health(DataSource database, Room room) {
    this.database = database;
    this.room = room;
  }

  /**
   * How it stands; told to anybody, so nothing of the inside.
   *
   * @param disk whether there is room to take anything in
   */
  record Standing(boolean database, boolean disk) {
    boolean isUp() {
      return database && disk;
    }
  }

  Standing now() {
    return new Standing(databaseAnswers(), !room.isOut());
  }

  boolean databaseAnswers() {
    try {
      return asked().answer().get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException none) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Asked asked() {
    Asked asked = last;
    if (asked == null || asked.isStale()) {
      Executor aside = task -> Thread.ofVirtual().name("health").start(task);
      asked = new Asked(CompletableFuture.supplyAsync(this::answers, aside), System.nanoTime());
      last = asked;
    }
    return asked;
  }

  private boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(SECONDS);
    } catch (SQLException away) {
      return false;
    }
  }
}
