package cn.nongchao.form;

import cn.nongchao.platform.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who will read what is written into a field; stands beside it wherever it is asked, on pages and
 * in schemas. Text in one's own words is asked of nobody without.
 */
public enum Readers {
  /** Not said: it is no text in one's own words, or goes without saying. */
  UNSAID(null),
  COLLEAGUES(Text.of("能查看这件事的工作人员，不对外", "those at work who may see it, nobody outside")),
  REPORTER(Text.of("上报人，和能查看这件事的工作人员", "whoever reported it, and those at work who may see it")),
  STAFF(Text.of("全体工作人员", "everybody at work here")),
  AUDIT(Text.of("管理员，和查看审计记录的人", "administrators, and those who read the audit log")),
  SUPERVISION(Text.of("监督人员，不公开", "supervision; it is not published")),
  PUBLIC(Text.of("所有人：会显示在公开页面上", "everybody: it stands on a public page"));

  private final @Nullable Text who;

  Readers(@Nullable Text who) {
    this.who = who;
  }

  /** A hint with who reads it after it; null where there is neither. */
  @Nullable Text after(@Nullable Text hint) {
    if (who == null) return hint;
    Text said = Text.of("谁能看到：" + who.zh() + "。", "Read by " + who.en() + ".");
    return hint == null
        ? said
        : Text.of(ended(hint.zh(), "。") + said.zh(), ended(hint.en(), ".") + " " + said.en());
  }

  private static String ended(String sentence, String stop) {
    return sentence.endsWith(stop) ? sentence : sentence + stop;
  }
}
