package cn.nongchao.platform.limit;

import cn.nongchao.platform.limit.Limit.By;
import java.util.List;

/** What was counted for one request; taken back where it turned out not to be what is counted. */
public final class Charge {

  /**
   * A count.
   *
   * @param key keyed digest of the limit and of whom it counts
   */
  record Key(By by, byte[] key, double rate) {}

  private final Limiter limiter;
  private final List<Key> keys;
  private boolean open = true;

  Charge(Limiter limiter, List<Key> keys) {
    this.limiter = limiter;
    this.keys = List.copyOf(keys);
  }

  List<Key> keys() {
    return keys;
  }

  /** It was nothing that counts: nonsense, or a guess that was right. Done once. */
  public void giveBack() {
    if (open) limiter.giveBack(keys);
    open = false;
  }

  /** The same; and what the device or the subject had counted before begins anew. */
  public void forgive() {
    if (open) limiter.forgive(keys);
    open = false;
  }
}
