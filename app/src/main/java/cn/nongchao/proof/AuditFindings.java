package cn.nongchao.proof;

import java.util.ArrayList;
import java.util.List;

/** What an audit of the log found: all of it is counted, the first are kept. */
public final class AuditFindings {

  private static final int KEPT = 200;

  private final List<String> first = new ArrayList<>();
  private long leaves;
  private long count;

  void add(String what) {
    count++;
    if (first.size() < KEPT) first.add(what);
  }

  void read(long leaves) {
    this.leaves = leaves;
  }

  /** Leaves compared. */
  public long leaves() {
    return leaves;
  }

  public long count() {
    return count;
  }

  /** At most 200, each naming what differs, in English. */
  public List<String> first() {
    return List.copyOf(first);
  }
}
