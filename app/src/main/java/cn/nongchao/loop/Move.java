package cn.nongchao.loop;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/**
 * Something that can happen to a loop. Each kind has an enum of its moves, named by what happened;
 * their words are what a button says: “派遣”, “Dispatch”.
 */
public interface Move extends Titled {

  /** The name stored and shown to programs: the enum constant's. */
  String name();

  /** What happens to any loop, whatever its kind. */
  enum Common implements Move {
    @Words(zh = "登记", en = "Open")
    OPENED,
    @Words(zh = "超期升级", en = "Escalate")
    ESCALATED,
    @Words(zh = "移交", en = "Hand over")
    HANDED_OVER,
    @Words(zh = "补充说明", en = "Add a note")
    NOTED,
    @Words(zh = "更正", en = "Correct")
    CORRECTED
  }
}
