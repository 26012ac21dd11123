package cn.nongchao.people.web;

import cn.nongchao.people.register.AuditLog;
import cn.nongchao.platform.Slice;
import java.util.List;

/** What the audit log page shows: entries, and the filter they were found by. */
public record AuditPage(
    Slice<AuditLog.Row> rows, AuditLog.Query query, List<String> actions, String nextHref) {

  public AuditPage {
    actions = List.copyOf(actions);
  }
}
