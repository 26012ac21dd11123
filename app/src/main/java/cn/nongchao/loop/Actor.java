package cn.nongchao.loop;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who makes a move. */
public sealed interface Actor {

  /** A person signed in. */
  record Signed(Viewer viewer) implements Actor {}

  /** Whoever holds the tracking code of the loop, checked by the caller; has no account. */
  record CodeHolder(LoopId loop) implements Actor {}

  /**
   * The system itself.
   *
   * @param name what acted: {@code clock}, {@code import}, {@code whistle}
   * @param at the moment it stands for, where that is not now: an import moves at the dates it read
   */
  record Automatic(String name, @Nullable Instant at) implements Actor {}

  static Actor of(Viewer viewer) {
    return new Signed(viewer);
  }

  static Actor automatic(String name) {
    return new Automatic(name, null);
  }

  default @Nullable PersonId person() {
    return this instanceof Signed(Viewer viewer) ? viewer.id() : null;
  }

  /** As stored beside each entry, so that it stays readable when the person is gone. */
  default String label() {
    return switch (this) {
      case Signed(Viewer viewer) -> viewer.name();
      case CodeHolder holder -> "市民 citizen";
      case Automatic(String name, Instant at) -> "系统 " + name;
    };
  }
}
