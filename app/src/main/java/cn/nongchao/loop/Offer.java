package cn.nongchao.loop;

import cn.nongchao.loop.LifeCycle.Edge;
import cn.nongchao.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A move as it stands to one person.
 *
 * @param why what keeps them from it; null where nothing does
 */
public record Offer(Edge edge, @Nullable Refusal why) {

  public boolean isOpen() {
    return why == null;
  }
}
