package cn.nongchao.cases.requests;

import cn.nongchao.cases.EventLife.EventStage;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a request had come, by the words other systems use for it. */
final class Status {

  // Looked for in this order: “Closed (Duplicate)” is closed, 未办结 is not.
  private static final Map<EventStage, List<String>> WORDS =
      new EnumMap<>(
          Map.of(
              EventStage.REPORTED, List.of("new", "unspecified", "submitted", "待受理", "未受理", "新建"),
              EventStage.TRIAGED, List.of("received", "acknowledged", "待派遣", "待派发", "已受理", "已立案"),
              EventStage.DISPATCHED,
                  List.of("pending", "assigned", "referred", "已派遣", "已派发", "待处置", "待接收", "待签收"),
              EventStage.HANDLING,
                  List.of("open", "progress", "started", "未办结", "处置中", "办理中", "处理中", "在办"),
              EventStage.HANDLED, List.of("待核查", "待回访", "待审核", "已处置"),
              EventStage.CLOSED,
                  List.of("closed", "complete", "resolved", "已结案", "已办结", "办结", "结案", "已完成", "已关闭"),
              EventStage.DECLINED,
                  List.of("cancel", "declined", "rejected", "invalid", "不予受理", "作废", "撤销", "撤单")));

  private static final List<EventStage> ORDER =
      List.of(
          EventStage.DECLINED,
          EventStage.HANDLING,
          EventStage.CLOSED,
          EventStage.HANDLED,
          EventStage.DISPATCHED,
          EventStage.TRIAGED,
          EventStage.REPORTED);

  private Status() {}

  /**
   * @param closed whether the row has a date of closing, which tells where the words do not
   */
  static EventStage read(String words, boolean closed) {
    String plain = words.strip().toLowerCase(Locale.ROOT);
    if (!plain.isEmpty()) {
      for (EventStage stage : ORDER) {
        for (String word : WORDS.getOrDefault(stage, List.of())) {
          if (plain.contains(word)) return stage;
        }
      }
    }
    return closed ? EventStage.CLOSED : EventStage.REPORTED;
  }

  static boolean isDuplicate(String words) {
    String plain = words.toLowerCase(Locale.ROOT);
    return plain.contains("duplicate") || plain.contains("重复");
  }
}
