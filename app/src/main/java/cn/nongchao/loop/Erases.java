package cn.nongchao.loop;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a module holds of a loop's words in tables of its own; each offers one as a bean, and is
 * asked when the personal data of a loop is erased, in the same transaction.
 */
public interface Erases {

  void erase(LoopId loop, Instant at);

  /** Tables it erases from, with their schema: cleared of what was in them every night. */
  default List<String> tables() {
    return List.of();
  }

  /** Keys of entries' data that go with the words, beside what people wrote into fields. */
  default Set<String> keys() {
    return Set.of();
  }
}
