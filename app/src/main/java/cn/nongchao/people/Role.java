package cn.nongchao.people;

import cn.nongchao.platform.Text;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody is here for. A role is held only within a scope and a period ({@link Grant}).
 *
 * <p>Whether a person may use it on an act of law is a matter of qualification, not of role: an
 * officer without a valid licence may not inspect (国办发〔2024〕54号).
 */
public enum Role {
  CITIZEN("市民", "citizen"),
  GRID_WORKER("专职网格员", "grid worker"),
  AUXILIARY("执法辅助人员", "auxiliary"),
  OFFICER("执法队员", "officer"),
  SQUAD_LEADER("中队长", "squad leader"),
  CLERK("部门经办人", "department clerk"),
  DISPATCHER("指挥调度员", "dispatcher"),
  SUPERVISOR("监督员", "supervisor"),
  ADMINISTRATOR("系统管理员", "administrator");

  /** All but the citizen's: whoever holds one is at work here. */
  public static final Set<Role> WORKING =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CITIZEN)));

  private final Text title;

  Role(String zh, String en) {
    this.title = Text.of(zh, en);
  }

  public Text title() {
    return title;
  }
}
