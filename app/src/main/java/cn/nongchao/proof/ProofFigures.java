package cn.nongchao.proof;

import cn.nongchao.platform.Figure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the log is counted for whoever watches the server. */
@Configuration
class ProofFigures {

  /** More waiting is trouble, however much more. */
  private static final int MOST = 500;

  @Bean
  Figure sealedLeaves(LogStore store) {
    return Figure.one(
        "log_size",
        "Leaves of the public log.",
        () -> store.state().map(LogStore.State::size).orElse(0L));
  }

  @Bean
  Figure sealWaiting(LogStore store, List<Source> sources) {
    return Figure.by(
        "source",
        "seal_waiting",
        "Pieces that are final and not sealed yet, up to " + MOST + " a source.",
        () -> {
          Map<String, Integer> waiting = new TreeMap<>();
          for (Source source : sources) {
            waiting.put(source.name(), source.after(store.position(source.name()), MOST).size());
          }
          return waiting;
        });
  }

  @Bean
  Figure setAside(LogStore store) {
    return Figure.one(
        "seal_set_aside",
        "Pieces that could not be sealed and stand aside.",
        () -> store.waiting().size());
  }

  @Bean
  Figure sinceSealed(LogStore store, Clock clock) {
    return Figure.one(
        "log_seconds_since_sealed",
        "Seconds since the last checkpoint was signed; grows while nothing happens.",
        () ->
            store
                .state()
                .map(state -> Duration.between(state.sealedAt(), clock.instant()).toSeconds())
                .orElse(0L));
  }

  @Bean
  Figure isSealing(Sealing sealing) {
    return Figure.one(
        "sealing",
        "1 where this server seals what waits, else 0.",
        () -> sealing.isGoingOn() ? 1 : 0);
  }
}
