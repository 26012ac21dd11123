package cn.nongchao.cases.web;

import cn.nongchao.cases.Counted;
import cn.nongchao.cases.FiguresInWords;
import cn.nongchao.cases.Indicators;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indicators of a period.
 *
 * @param place name of the scope
 * @param within where somebody may look for another, by code
 * @param shortcuts periods often asked for
 * @param cards the figures of the whole scope
 * @param rows the breakdown chosen
 * @param trend JSON for the chart over time
 * @param known when what is shown was known
 * @param running what falls due until the end of the month; null unless that month is shown
 */
public record IndicatorsPage(
    IndicatorsWish wish,
    String place,
    String within,
    List<Shortcut> shortcuts,
    List<FiguresInWords.Line> cards,
    List<Row> rows,
    String trend,
    String rates,
    String known,
    Indicators.@Nullable Running running) {

  public IndicatorsPage {
    shortcuts = List.copyOf(shortcuts);
    cards = List.copyOf(cards);
    rows = List.copyOf(rows);
  }

  /** A period with a name. */
  public record Shortcut(Text title, String from, String to, boolean chosen) {}

  /**
   * One line of the breakdown.
   *
   * @param inside the division to go into; null where there is none
   */
  public record Row(String key, Text name, @Nullable String inside, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * @param counted the events behind it; null for a rate
   */
  public record Cell(String shown, @Nullable Counted counted) {}

  /** What is wrong with this field; null where nothing is. */
  public @Nullable Text error(String field) {
    return wish.wrong().stream()
        .filter(refusal -> field.equals(refusal.field()))
        .map(Refusal::reason)
        .findFirst()
        .orElse(null);
  }

  public static List<Text> heads() {
    return IndicatorsPages.HEADS;
  }

  public String behind(Counted counted) {
    return "/indicators/events?" + wish.query() + "&figure=" + counted.name();
  }

  /** The events of the whole month that runs. */
  public String behind(Counted counted, Indicators.Running month) {
    return "/indicators/events?" + wish.until(month.until()).query() + "&figure=" + counted.name();
  }

  public String behind(Counted counted, Row row) {
    return behind(counted) + "&by=" + wish.by() + "&key=" + IndicatorsWish.coded(row.key());
  }

  public String by(String breakdown) {
    return "/indicators?" + wish.query() + "&by=" + breakdown;
  }

  public String csv() {
    return "/indicators.csv?" + wish.query() + "&by=" + wish.by();
  }

  public String period(Shortcut shortcut) {
    return "/indicators?from="
        + shortcut.from()
        + "&to="
        + shortcut.to()
        + "&division="
        + IndicatorsWish.coded(wish.division())
        + "&by="
        + wish.by()
        + "&known="
        + wish.known();
  }

  public String into(Row row) {
    return "/indicators?from="
        + wish.from()
        + "&to="
        + wish.to()
        + "&division="
        + row.inside()
        + "&by="
        + wish.by()
        + "&known="
        + wish.known();
  }
}
