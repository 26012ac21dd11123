package cn.nongchao.loop;

import cn.nongchao.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an entry before it is written, by those who must go on with it afterwards: what
 * they could never take in is refused to whoever sends it.
 */
public interface EntryLimit {

  /** Why it cannot be written; null where it can. */
  @Nullable Refusal unmet(Entry entry);
}
