package cn.nongchao.cases;

import cn.nongchao.loop.Erases;
import cn.nongchao.loop.LoopId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What goes of an event. In its entries, beside fields of forms, that is the digest of the words
 * reported: it is salted with the event's id alone, and short words could be guessed from it.
 */
@Component
class ErasedEvents implements Erases {

  private final EventStore store;

  ErasedEvents(EventStore store) {
    this.store = store;
  }

  @Override
  public void erase(LoopId loop, Instant at) {
    store.erase(loop, at);
  }

  @Override
  public List<String> tables() {
    return List.of("cases.events");
  }

  @Override
  public Set<String> keys() {
    return Set.of(EventWords.DIGEST, "reply");
  }
}
