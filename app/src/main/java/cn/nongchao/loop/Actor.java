package cn.nongchao.loop;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Text;
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
   * @param told who is said to have done it, for the reader alone; null where nobody is. It gives
   *     no rights and is no person's act: the entry names no account.
   */
  record Automatic(String name, @Nullable Instant at, @Nullable String told) implements Actor {
    public Automatic(String name, @Nullable Instant at) {
      this(name, at, null);
    }
  }

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
      case CodeHolder holder -> CITIZEN;
      case Automatic automatic when automatic.told() != null -> automatic.told();
      case Automatic automatic -> SYSTEM + automatic.name();
    };
  }

  /** Stored for whoever holds a code. */
  String CITIZEN = "市民 citizen";

  /** Stored before the name of what acted. */
  String SYSTEM = "系统 ";

  /**
   * A stored label as a page says it: a person's name is itself, others have one in each language.
   */
  static Text inWords(String label) {
    if (label.equals(CITIZEN)) return Text.of("市民", "citizen");
    if (!label.startsWith(SYSTEM)) return Text.same(label);
    String name = label.substring(SYSTEM.length());
    return switch (name) {
      case "clock" -> Text.of("系统（计时）", "system (clock)");
      case "import" -> Text.of("系统（导入）", "system (import)");
      case "register" -> Text.of("系统（人员调动）", "system (register)");
      case "demo" -> Text.of("系统（演示数据）", "system (demo data)");
      default -> Text.of("系统（" + name + "）", "system (" + name + ")");
    };
  }
}
