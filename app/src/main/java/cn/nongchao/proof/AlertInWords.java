package cn.nongchao.proof;

import cn.nongchao.platform.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an alert is about, for its reader. It is kept in one form, the English one its finder wrote,
 * so that the same thing is told once; numbers, names and ids stay as they are.
 */
final class AlertInWords {

  private static final Map<Pattern, String> PHRASES = new LinkedHashMap<>();

  static {
    say("^database$", "数据库的时钟");
    say("^checkpoint (\\S+)$", "已签检查点（$1）");
    say("^witness (.+)$", "见证人 $1");
    say("^([+-]\\d+) s at (\\S+)$", "$2 时被拨动 $1 秒");
    say("^file (\\S+)$", "附件 $1");
    say("^entry ([0-9a-f-]{36})$", "记录 $1");
    say("^(\\d+): ", "共 $1 处，如：");
    say("the log was not founded", "日志尚未建立");
    say("the log has no state", "日志没有状态");
    say("the state of the log is none", "日志状态无法读取");
    say("the stored tiles do not give the stored root", "存储的瓦片与存储的根不符");
    say("the signed checkpoint is not of the stored tree", "已签检查点与存储的树不符");
    say("the signed checkpoint is of another tree than the state", "已签检查点与日志状态不符");
    say("the stored checkpoint is not ours", "存储的检查点不是本系统签的");
    say("the stored checkpoint is not signed by us", "存储的检查点不是本系统签的");
    say("the stored checkpoint is malformed", "存储的检查点格式不对");
    say("a stored cosignature is malformed", "存储的副署格式不对");
    say("a tile is missing", "缺少一块瓦片");
    say("entry bundle (\\S+) is missing", "缺少第 $1 批记录");
    say("entry bundle (\\S+) is malformed", "第 $1 批记录格式不对");
    say("entry bundle (\\S+) is not whole", "第 $1 批记录不完整");
    say("the entries published do not give the signed root", "公布的记录与已签的根不符");
    say("tile (\\S+) does not fit the entries published", "瓦片 $1 与公布的记录不符");
    say("what leaf (\\S+) was made of is not known any more", "第 $1 叶的原文已不在");
    say("(\\d+) entries were signed, the database holds (\\d+)", "已签 $1 条，数据库只有 $2 条");
    say("the first (\\d+) entries are not those signed", "前 $1 条不是当初签的");
    say("is no checkpoint signed here", "不是本系统签的检查点");
    say("no marker can be made for", "无法写下搁置标记：");
    say("entry (\\S+) cannot be sealed", "记录 $1 无法封存");
    say("the code of act (\\S+) is gone", "行为 $1 的码已不在");
    say("code of act (\\S+)", "行为 $1 的码");
    say("is not what was set aside", "与搁置时不一致");
    say("was sealed and is gone", "已封存，但已不在");
    say("was never sealed", "从未封存");
    say("is not what was sealed", "与封存时不一致");
    say("cannot be put into the form that was sealed", "无法还原为封存时的形式");
    say("it cannot be read|cannot be read", "无法读取");
    say("cannot use the keys in (\\S+)", "密钥文件 $1 不能用");
    say("Others may read the password file (\\S+)", "他人可读取密码文件 $1");
  }

  private AlertInWords() {}

  private static void say(String english, String chinese) {
    PHRASES.put(Pattern.compile(english), chinese);
  }

  static Text of(String detail) {
    String zh = detail;
    for (Map.Entry<Pattern, String> phrase : PHRASES.entrySet()) {
      zh = phrase.getKey().matcher(zh).replaceAll(phrase.getValue());
    }
    return Text.of(zh, detail);
  }
}
