package cn.nongchao.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Knows the page of each kind of loop. */
@Component
public class LoopPages {

  private final Map<String, String> paths = new HashMap<>();

  LoopPages(ObjectProvider<LoopPage> all) {
    all.stream().forEach(page -> paths.put(page.kind(), page.path()));
  }

  /** The address of a loop's page. */
  public String path(Loop loop) {
    return own(loop).orElse("/loops/" + loop.id());
  }

  /** The address of the kind's own page; empty for a kind without one. */
  public Optional<String> own(Loop loop) {
    return Optional.ofNullable(paths.get(loop.kind()))
        .map(path -> path.replace("{id}", loop.id().toString()));
  }
}
