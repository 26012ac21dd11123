package cn.nongchao.people.web;

import cn.nongchao.people.Role;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists of words that several forms offer. */
final class Words {

  /** Roles by their names, in the order of the enumeration. */
  static final Map<String, Text> ROLES = roles();

  private Words() {}

  private static Map<String, Text> roles() {
    Map<String, Text> roles = new LinkedHashMap<>();
    Arrays.stream(Role.values()).forEach(role -> roles.put(role.name(), role.title()));
    return Collections.unmodifiableMap(roles);
  }
}
