package cn.nongchao.proof;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.platform.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What supervision is told of. A kind, its gravity and its words are declared here and nowhere. */
public enum AlertKind implements Titled {
  @Words(zh = "公开日志不一致，已停止封存", en = "The log is inconsistent; sealing stopped")
  LOG_BROKEN(
      Gravity.GRAVE,
      "不要改动数据库；请运维按 docs/operating.md 的“Auditing the log”一节核对备份。",
      "Change nothing in the database; have operations follow “Auditing the log” in"
          + " docs/operating.md."),

  @Words(zh = "存储的记录与公开日志不一致", en = "What is stored is not what was sealed")
  RECORD_ALTERED(
      Gravity.GRAVE,
      "打开所指记录与公开日志比对，查清何人何时改动，留存证据并报告。",
      "Compare what is named with the public log, find out who changed it and when, and report"
          + " it."),

  @Words(zh = "一条记录无法封存，已搁置，其余照常封存", en = "One thing cannot be sealed; it was set aside")
  ENTRY_SET_ASIDE(
      Gravity.GRAVE,
      "请运维查看原因并修复，重启后会再次封存。",
      "Have operations read the reason and mend it; it is sealed again after a restart."),

  @Words(
      zh = "一分钟以上没有封存：有事务一直不结束",
      en = "Nothing was sealed for a minute: a transaction stays open")
  SEALING_STANDS(
      Gravity.GRAVE,
      "未封存的内容可能被改而不留痕迹。请运维查明告警所指的数据库连接是谁的，并结束它；查清之前不要采信其间的记录。",
      "What is not sealed can be altered unseen: have operations find out whose connection it is"
          + " that the alert names, and end it; trust nothing written meanwhile before that."),

  @Words(
      zh = "数据库比已签的日志旧，已停止封存",
      en = "The database is older than what was signed; sealing stopped")
  LOG_WENT_BACK(
      Gravity.GRAVE,
      "数据库可能从旧备份恢复；请运维找回较新的备份，不要继续使用。",
      "The database may come from an old backup: have operations restore the newer one before work"
          + " goes on."),

  @Words(
      zh = "本机时钟被拨动，或与数据库、已签检查点、见证人相差过大",
      en = "This machine's clock was set, or differs from another's")
  CLOCK_DIFFERS(
      Gravity.GRAVE,
      "请运维校准本机时钟（NTP），并查明是谁拨动的。",
      "Have operations set the clock by NTP and find out who moved it."),

  @Words(zh = "磁盘空间即将用尽", en = "Little disk space is left")
  DISK_NEARLY_FULL(Gravity.GRAVE, "请运维清理或扩大磁盘。", "Have operations clear or enlarge the disk."),

  @Words(zh = "磁盘空间已满，暂停接收提交", en = "The disk is full; nothing is taken in")
  DISK_FULL(
      Gravity.GRAVE,
      "请运维立即腾出磁盘空间，之后自动恢复。",
      "Have operations free disk space at once; work then goes on by itself."),

  @Words(zh = "签名密钥无法使用，暂停封存", en = "Keys cannot be used; sealing waits")
  KEYS_UNUSABLE(
      Gravity.GRAVE,
      "请运维检查密钥文件与密码（NONGCHAO_KEY_PASSWORD）。",
      "Have operations check the key file and its password (NONGCHAO_KEY_PASSWORD)."),

  @Words(zh = "见证人拒绝副署：日志可能分叉或倒退", en = "A witness refuses to cosign: fork, or gone back")
  WITNESS_REFUSES(
      Gravity.GRAVE,
      "与见证人联系，比对双方的检查点；查清前不要清除任何数据。",
      "Call the witness, compare both checkpoints, and delete nothing until it is understood."),

  @Words(zh = "超时事项未能升级，一小时后重试", en = "A late loop could not be raised")
  ESCALATION_FAILED(
      Gravity.ODD,
      "打开该事项，直接督促承办单位；再次失败请告诉运维。",
      "Open the matter and press whoever has it; if it fails again tell operations."),

  @Words(zh = "事项无人承办：承办人、单位或待答复的人已不在岗", en = "A loop is with nobody who could take it on")
  LOOP_ADRIFT(
      Gravity.ODD,
      "打开事项，改派给在岗的单位或人员；也可在收件箱“无人承办”中逐件处理。",
      "Open the matter and dispatch it to whoever is there; the inbox lists all under “with"
          + " nobody”."),

  @Words(zh = "被列为执法人员的人提出异议", en = "Somebody named as having acted objects")
  OFFICER_OBJECTED(
      Gravity.ODD,
      "打开事项，向填报人和提出异议的人各问一遍，核实谁参与了执法。",
      "Open the matter and ask both who recorded it and who objects who took part."),

  @Words(zh = "一天内被扫描 400 次以上，可能被复制张贴", en = "Scanned 400 times in a day; perhaps copied")
  CODE_SCANNED_OFTEN(
      Gravity.ODD,
      "查看该码，向作出单位了解是否被张贴；必要时撤销或更正。",
      "Look at the code and ask the unit whether it was posted somewhere; revoke or correct it if"
          + " need be."),

  @Words(zh = "一小时内在两个城市被扫描", en = "Scanned in two cities within an hour")
  CODE_IN_TWO_CITIES(
      Gravity.ODD,
      "查看该码，核实当事人手中是否原件；疑为复制的可撤销。",
      "Look at the code and check whether the person holds the original; revoke it if it was"
          + " copied."),

  @Words(zh = "收到对执法行为的投诉", en = "Complaint about an act")
  ACT_COMPLAINED(
      Gravity.VOICE, "打开投诉事项，按期办理并答复。", "Open the complaint, handle it in time and answer."),

  @Words(zh = "执法行为被评为一星或二星", en = "An act was rated one or two stars")
  ACT_RATED_LOW(
      Gravity.VOICE,
      "查看评价和处置记录，必要时约谈承办人。",
      "Read the rating and the record; talk to whoever acted if need be.");

  private final Gravity gravity;
  private final Text todo;

  AlertKind(Gravity gravity, String zh, String en) {
    this.gravity = gravity;
    this.todo = Text.of(zh, en);
  }

  /** What whoever reads it is to do, in a sentence. */
  public Text todo() {
    return todo;
  }

  /** As it is kept, and as programs read it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Gravity gravity() {
    return gravity;
  }

  static Optional<AlertKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** How grave a kind is; one that is not declared here is the system's own, and grave. */
  static Gravity gravity(String id) {
    return of(id).map(AlertKind::gravity).orElse(Gravity.GRAVE);
  }

  /** The same for the database: the ordinal of the gravity of the column {@code kind}. */
  static String ranked() {
    return Arrays.stream(values())
        .map(kind -> " when '" + kind.id() + "' then " + kind.gravity().ordinal())
        .collect(Collectors.joining("", "case kind", " else " + Gravity.GRAVE.ordinal() + " end"));
  }
}
