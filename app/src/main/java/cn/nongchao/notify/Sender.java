package cn.nongchao.notify;

import cn.nongchao.notify.Outbox.Sending;
import cn.nongchao.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what is due. Each kind of way has a round of its own and each way of a round a thread: who
 * does not answer keeps nobody else waiting. What fails is tried again after growing pauses and
 * given up after a time.
 */
@Component
class Sender implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final int BATCH = 64;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String UNREADABLE = "its address cannot be read with this key";

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4));

  private final List<Outlet> outlets;
  private final Outbox outbox;
  private final Letters letters;
  private final NotifySettings settings;
  private final boolean isCopy;
  private final Clock clock;
  private final Set<WayKind> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Sender(
      List<Outlet> outlets,
      Outbox outbox,
      Letters letters,
      NotifySettings settings,
      Settings installation,
      Clock clock) {
    this.isCopy = installation.trial();
    this.outlets = List.copyOf(outlets);
    this.outbox = outbox;
    this.letters = letters;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${nongchao.notify.sending-delay:PT2S}")
  void send() {
    if (isCopy) return; // the original tells them, once
    for (Outlet outlet : outlets) {
      if (!underWay.add(outlet.kind())) continue; // the round before is not over
      try {
        round(outlet, outbox.take(outlet.kind(), BATCH));
      } catch (DataAccessException e) {
        underWay.remove(outlet.kind());
        LOG.warn("letters go out later: {}", e.getMessage());
      }
    }
  }

  private void round(Outlet outlet, List<Sending> taken) {
    if (taken.isEmpty()) {
      underWay.remove(outlet.kind());
      return;
    }
    Map<UUID, List<Sending>> byWay = taken.stream().collect(Collectors.groupingBy(Sending::way));
    threads.submit(() -> {
      try {
        List<Callable<Boolean>> all =
            byWay.entrySet().stream()
                .<Callable<Boolean>>map(one -> () -> deliver(outlet, one.getKey(), one.getValue()))
                .toList();
        threads.invokeAll(all);
      } finally {
        underWay.remove(outlet.kind());
      }
      return true;
    });
  }

  private boolean deliver(Outlet outlet, UUID way, List<Sending> sendings) {
    List<UUID> ids = sendings.stream().map(Sending::id).toList();
    try {
      Letters.Put put = put(way, sendings);
      if (put == null) settle(way, sendings, ids, Delivery.failed(UNREADABLE));
      else if (put.letter() != null) settle(way, sendings, ids, tried(outlet, put.letter()));
      else if (put.isRead()) outbox.sent(way, ids);
      else outbox.giveUp(ids, Letters.NOBODY, letters.place(way));
      return true;
    } catch (RuntimeException e) {
      LOG.error("what became of {} letters is not known: they are tried again", ids.size(), e);
      return false;
    }
  }

  /** Null where it cannot be put together: its address was sealed under another key. */
  private Letters.@Nullable Put put(UUID way, List<Sending> sendings) {
    try {
      return letters.of(way, sendings);
    } catch (DataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("no letter for way {}", way, e);
      return null;
    }
  }

  private Delivery tried(Outlet outlet, Letter letter) {
    if (!outlet.isOpen()) return Delivery.failed("not set up on this installation");
    Future<Delivery> sending = threads.submit(() -> outlet.send(letter));
    try {
      return sending.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Delivery.failed("no answer within " + LONGEST.toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      // Its message may name the address: what kind it is says enough.
      return Delivery.failed(cause.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Delivery.failed("stopped");
    } finally {
      sending.cancel(true);
    }
  }

  private void settle(UUID way, List<Sending> sendings, List<UUID> ids, Delivery delivery) {
    if (!(delivery instanceof Delivery.Failed(String why, boolean isForGood))) {
      outbox.sent(way, ids);
      return;
    }
    Instant now = clock.instant();
    for (Sending one : sendings) {
      Instant next = now.plus(pause(one.attempts()));
      boolean isOver = isForGood || next.isAfter(one.madeAt().plus(settings.givenUpAfter()));
      if (isOver) outbox.giveUp(List.of(one.id()), why, letters.place(way));
      else outbox.wait(List.of(one.id()), why, next);
    }
  }

  private static Duration pause(int attempts) {
    return PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1));
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
