package cn.nongchao.people.web;

import cn.nongchao.platform.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that several of the register's addresses give to programs. */
final class Answers {

  static final List<Refusal> NONE =
      List.of(Refusal.of("not-found", "没有找到，或不在您的管辖范围内", "not found, or outside your scope"));

  static final List<Refusal> NO_ID = List.of(Refusal.field("id", "缺少编号", "an id is needed"));

  static final List<Refusal> NO_VERSION =
      List.of(Refusal.field("version", "缺少版本号", "the version you saw is needed"));

  /** Left out, it would enable somebody disabled. */
  static final List<Refusal> NO_STATE =
      List.of(Refusal.field("active", "请写明启用或停用", "say whether it is active"));

  static final List<Refusal> TAKEN =
      List.of(Refusal.of("already-exists", "这个编号已被另一条记录使用", "this id is taken by another record"));

  private Answers() {}

  /** What a member left out of a JSON document means. */
  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
