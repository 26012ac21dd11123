package cn.nongchao.people.web;

import cn.nongchao.people.register.AuditLog;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;

/**
 * What the audit log page shows: entries, and the filter they were found by.
 *
 * @param roles what roles are called, by name
 */
public record AuditPage(
    Slice<AuditLog.Row> rows,
    AuditLog.Query query,
    List<String> actions,
    Map<String, Text> roles,
    String nextHref) {

  public AuditPage {
    actions = List.copyOf(actions);
    roles = Map.copyOf(roles);
  }

  /** A detail's value: roles in words, the empty scope as what it is. */
  public Text value(String key, String value) {
    return key.equals("role")
        ? roles.getOrDefault(value, Text.same(value))
        : AuditWords.value(key, value);
  }
}
