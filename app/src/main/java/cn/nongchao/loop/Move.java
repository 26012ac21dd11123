package cn.nongchao.loop;

import cn.nongchao.platform.Text;

/**
 * Something that can happen to a loop. Each kind has an enum of its moves, named by what happened.
 */
public interface Move {

  /** The name stored and shown to programs: the enum constant's. */
  String name();

  /** As a button: “派遣”, “Dispatch”. */
  Text title();

  /** What happens to any loop, whatever its kind. */
  enum Common implements Move {
    OPENED("登记", "Open"),
    ESCALATED("超期升级", "Escalate"),
    NOTED("补充说明", "Add a note"),
    CORRECTED("更正", "Correct");

    private final Text title;

    Common(String zh, String en) {
      this.title = Text.of(zh, en);
    }

    @Override
    public Text title() {
      return title;
    }
  }
}
