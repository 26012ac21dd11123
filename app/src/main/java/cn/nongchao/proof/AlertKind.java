package cn.nongchao.proof;

import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What supervision is told of. A kind, its gravity and its words are declared here and nowhere. */
public enum AlertKind implements Titled {
  @Words(zh = "公开日志不一致，已停止封存", en = "The log is inconsistent; sealing stopped")
  LOG_BROKEN(Gravity.GRAVE),

  @Words(zh = "存储的记录与公开日志不一致", en = "What is stored is not what was sealed")
  RECORD_ALTERED(Gravity.GRAVE),

  @Words(zh = "一条记录无法封存，已搁置，其余照常封存", en = "One thing cannot be sealed; it was set aside")
  ENTRY_SET_ASIDE(Gravity.GRAVE),

  @Words(
      zh = "数据库比已签的日志旧，已停止封存",
      en = "The database is older than what was signed; sealing stopped")
  LOG_WENT_BACK(Gravity.GRAVE),

  @Words(
      zh = "本机时钟被拨动，或与数据库、已签检查点、见证人相差过大",
      en = "This machine's clock was set, or differs from another's")
  CLOCK_DIFFERS(Gravity.GRAVE),

  @Words(zh = "磁盘空间即将用尽", en = "Little disk space is left")
  DISK_NEARLY_FULL(Gravity.GRAVE),

  @Words(zh = "磁盘空间已满，暂停接收提交", en = "The disk is full; nothing is taken in")
  DISK_FULL(Gravity.GRAVE),

  @Words(zh = "签名密钥无法使用，暂停封存", en = "Keys cannot be used; sealing waits")
  KEYS_UNUSABLE(Gravity.GRAVE),

  @Words(zh = "见证人拒绝副署：日志可能分叉或倒退", en = "A witness refuses to cosign: fork, or gone back")
  WITNESS_REFUSES(Gravity.GRAVE),

  @Words(zh = "超时事项未能升级，一小时后重试", en = "A late loop could not be raised")
  ESCALATION_FAILED(Gravity.ODD),

  @Words(zh = "事项无人承办：承办人、单位或待答复的人已不在岗", en = "A loop is with nobody who could take it on")
  LOOP_ADRIFT(Gravity.ODD),

  @Words(zh = "被列为执法人员的人提出异议", en = "Somebody named as having acted objects")
  OFFICER_OBJECTED(Gravity.ODD),

  @Words(zh = "一天内被扫描 400 次以上，可能被复制张贴", en = "Scanned 400 times in a day; perhaps copied")
  CODE_SCANNED_OFTEN(Gravity.ODD),

  @Words(zh = "一小时内在两个城市被扫描", en = "Scanned in two cities within an hour")
  CODE_IN_TWO_CITIES(Gravity.ODD),

  @Words(zh = "收到对执法行为的投诉", en = "Complaint about an act")
  ACT_COMPLAINED(Gravity.VOICE),

  @Words(zh = "执法行为被评为一星或二星", en = "An act was rated one or two stars")
  ACT_RATED_LOW(Gravity.VOICE);

  private final Gravity gravity;

  AlertKind(Gravity gravity) {
    this.gravity = gravity;
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
