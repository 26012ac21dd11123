package cn.nongchao.loop;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows where loops have their page: where their kind says, else at {@code /loops/{id}}. */
@Component
public class LoopPages {

  private final LifeCycles lives;

  LoopPages(LifeCycles lives) {
    this.lives = lives;
  }

  /** The address of a loop's page. */
  public String path(Loop loop) {
    return own(loop).orElse("/loops/" + loop.id());
  }

  /** The address of the kind's own page; empty for a kind without one. */
  public Optional<String> own(Loop loop) {
    return Optional.ofNullable(lives.of(loop).address())
        .map(address -> "/" + address.path() + "/" + loop.id());
  }
}
