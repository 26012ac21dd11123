package cn.nongchao.loop;

import java.util.function.Consumer;

/** Rows that can be compared with what was sealed of them; the audit of the log asks each. */
public interface Audited {

  /** Tells of each thing that is not as its entries say, in English. */
  void differing(Consumer<String> told);
}
