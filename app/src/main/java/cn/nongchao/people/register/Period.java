package cn.nongchao.people.register;

import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A first day and a last one. */
final class Period {

  private Period() {}

  /** Refused where the last day comes first. */
  static List<Refusal> backwards(@Nullable LocalDate from, @Nullable LocalDate to) {
    return from == null || to == null || !to.isBefore(from)
        ? List.of()
        : List.of(Refusal.field("to", "截止日期早于开始日期", "the period ends before it begins"));
  }
}
