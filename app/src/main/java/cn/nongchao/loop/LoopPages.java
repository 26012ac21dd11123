package cn.nongchao.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Knows the page of each kind of loop. */
@Component
public class LoopPages {

  private final LifeCycles lives;
  private final Map<String, LoopPage> pages = new HashMap<>();

  LoopPages(LifeCycles lives, ObjectProvider<LoopPage> all) {
    this.lives = lives;
    all.stream().forEach(page -> pages.put(page.kind(), page));
  }

  /** The address of a loop's page. */
  public String path(Loop loop) {
    return own(loop).orElse("/loops/" + loop.id());
  }

  /** The address of the kind's own page; empty for a kind without one. */
  public Optional<String> own(Loop loop) {
    LoopPage page = pages.get(loop.kind());
    if (page != null) return Optional.of(page.path().replace("{id}", loop.id().toString()));
    return Optional.ofNullable(lives.of(loop).address())
        .map(address -> "/" + address.path() + "/" + loop.id());
  }
}
