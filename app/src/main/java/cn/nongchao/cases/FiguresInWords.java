package cn.nongchao.cases;

import cn.nongchao.platform.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures under their names, for pages, files and the command line. */
public final class FiguresInWords {

  /**
   * One figure.
   *
   * @param shown as read by people: {@code 93.72 %}, {@code 911}, a dash for nothing to divide by
   * @param of what it was made from, like {@code 911 / 972}; empty for a plain count
   * @param counted the events behind it
   */
  public record Line(Text title, String shown, String of, Counted counted) {}

  private FiguresInWords() {}

  public static List<Line> lines(Figures f) {
    return List.of(
        count(Counted.REPORTED, f.reported()),
        count(Counted.FILED, f.filed()),
        count(Counted.DUE, f.due()),
        count(Counted.CLOSED, f.closed()),
        count(Counted.ON_TIME, f.onTime()),
        rate("结案率", "closing rate", f.closingRate(), f.closed(), f.due(), Counted.CLOSED),
        rate("按期结案率", "on-time rate", f.onTimeRate(), f.onTime(), f.due(), Counted.ON_TIME),
        rate(
            "结案中超期",
            "late among closed",
            f.lateShare(),
            f.closed() - f.onTime(),
            f.closed(),
            Counted.LATE),
        count(Counted.CLOSED_WITHIN, f.closedWithin()),
        rate("返工率", "rework rate", f.reworkRate(), f.failed(), f.checked(), Counted.FAILED),
        rate(
            "重复案件率",
            "duplicate rate",
            f.duplicateRate(),
            f.duplicates(),
            f.reported(),
            Counted.DUPLICATES),
        rate(
            "准确派遣率",
            "accurate dispatch rate",
            f.accurateRate(),
            f.accurate(),
            f.dispatched(),
            Counted.ACCURATE),
        count(Counted.REOPENED, f.reopened()),
        rate("满意率", "satisfied", f.satisfiedRate(), f.satisfied(), f.rated(), Counted.SATISFIED),
        new Line(
            Text.of("平均评分", "mean rating"),
            f.meanRating() == null ? "—" : String.format(Locale.ROOT, "%.2f", f.meanRating()),
            "",
            Counted.RATED),
        new Line(
            Text.of("管理:服务:执法", "manage:serve:enforce"),
            f.mix() == null ? "—" : f.mix(),
            "",
            Counted.CLOSED_WITHIN));
  }

  /** All counts and rates by stable names; rates as fractions, null where not defined. */
  public static Map<String, @Nullable Object> values(Figures f) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("reported", f.reported());
    all.put("filed", f.filed());
    all.put("due", f.due());
    all.put("closed", f.closed());
    all.put("onTime", f.onTime());
    all.put("closedWithin", f.closedWithin());
    all.put("dispatched", f.dispatched());
    all.put("accurate", f.accurate());
    all.put("checked", f.checked());
    all.put("failed", f.failed());
    all.put("duplicates", f.duplicates());
    all.put("reopened", f.reopened());
    all.put("rated", f.rated());
    all.put("satisfied", f.satisfied());
    all.put("managed", f.managed());
    all.put("served", f.served());
    all.put("enforced", f.enforced());
    all.put("closingRate", f.closingRate());
    all.put("onTimeRate", f.onTimeRate());
    all.put("lateShare", f.lateShare());
    all.put("reworkRate", f.reworkRate());
    all.put("duplicateRate", f.duplicateRate());
    all.put("accurateRate", f.accurateRate());
    all.put("meanRating", f.meanRating());
    all.put("satisfiedRate", f.satisfiedRate());
    all.put("mix", f.mix());
    return all;
  }

  public static String percent(@Nullable Double rate) {
    return rate == null ? "—" : String.format(Locale.ROOT, "%.2f %%", 100 * rate);
  }

  private static Line count(Counted what, long value) {
    return new Line(what.title(), Long.toString(value), "", what);
  }

  private static Line rate(
      String zh, String en, @Nullable Double rate, long part, long whole, Counted counted) {
    return new Line(Text.of(zh, en), percent(rate), part + " / " + whole, counted);
  }
}
