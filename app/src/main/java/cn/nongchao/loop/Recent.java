package cn.nongchao.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Loops as this node wrote them last, so that the next move need not read them. A loop at a version
 * never changes: what is kept here may be behind, which the write finds out by the version, but it
 * cannot be wrong.
 */
@Component
class Recent {

  private static final int MOST = 10_000;

  private final Map<LoopId, Held> kept = Collections.synchronizedMap(new Latest());

  /** The loop at this version; null where it is not known here. */
  @Nullable Held at(LoopId id, int version) {
    Held held = kept.get(id);
    return held != null && held.loop().version() == version ? held : null;
  }

  /** Keeps what was written, once it is certain: a transaction may still be rolled back. */
  void keep(Held held) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      kept.put(held.loop().id(), held);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            kept.put(held.loop().id(), held);
          }
        });
  }

  /** Something of it was changed beside a move: the next one reads it. */
  void forget(LoopId id) {
    kept.remove(id);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            kept.remove(id);
          }
        });
  }

  private static final class Latest extends LinkedHashMap<LoopId, Held> {

    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<LoopId, Held> eldest) {
      return size() > MOST;
    }
  }
}
