package cn.nongchao.cases.requests;

import cn.nongchao.platform.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Starts the replay when the server is ready, on a thread of its own, and stops it with it. */
@Configuration
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayStart implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayStart.class);

  private final Replay replay;
  private final ReplaySettings settings;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  ReplayStart(Replay replay, ReplaySettings settings) {
    this.replay = replay;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    Path file = settings.file();
    if (file == null) return;
    thread = Thread.ofVirtual().name("replay").start(() -> run(file));
  }

  private void run(Path file) {
    try {
      switch (Survey.of(file, null)) {
        case Outcome.Done<Survey>(Survey survey) -> replay.play(survey, settings.speed(), stop);
        case Outcome.Refused<Survey>(var reasons) ->
            LOG.warn("cannot replay {}: {}", file, reasons);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the replay of {} broke off", file, e);
    }
  }

  @Override
  public void destroy() throws InterruptedException {
    Thread running = thread;
    stop.countDown();
    if (running != null) running.join(Duration.ofSeconds(2));
  }
}
