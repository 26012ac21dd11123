package cn.nongchao.cases;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;

/** Whoever reported an event, in clear; empty for what they did not leave. */
public record Reporter(String name, String phone) {

  /** What somebody looks at it for. Not in free words: what the audit log holds stays for ever. */
  public enum Purpose implements Titled {
    @Words(zh = "核实情况", en = "To check the facts")
    VERIFY,
    @Words(zh = "电话回访", en = "To call back")
    CALL_BACK,
    @Words(zh = "现场联系", en = "To meet on site")
    MEET,
    @Words(zh = "紧急救助", en = "In an emergency")
    EMERGENCY
  }

  boolean isUnknown() {
    return name.isEmpty() && phone.isEmpty();
  }

  /** Masked, so that no log line carries it. */
  @Override
  public String toString() {
    return "Reporter[" + (isUnknown() ? "" : "**") + "]";
  }
}
