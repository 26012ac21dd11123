package cn.nongchao.loop;

import cn.nongchao.platform.Text;

/** Where a loop can stand. Each kind of loop has an enum of its stages. */
public interface Stage {

  /** The name stored and shown to programs: the enum constant's. */
  String name();

  Text title();

  Tone tone();
}
