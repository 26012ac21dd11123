package cn.nongchao.command.web;

import java.util.List;
import java.util.Map;

/**
 * All the one screen shows beside the map's shapes.
 *
 * @param grids open and late loops by division code
 * @param feed the latest moves, newest first
 */
public record ScreenData(
    List<Figure> figures,
    Map<String, Count> grids,
    List<LiveMove> feed,
    Trend trend,
    List<Category> categories,
    List<Part> mix) {

  /**
   * @param href the list behind the figure
   * @param mood {@code good}, {@code warn}, {@code bad} or empty
   */
  public record Figure(String title, String value, String href, String mood) {}

  public record Count(long open, long late) {}

  /** One entry, said in words. */
  public record LiveMove(
      String title,
      String number,
      String move,
      String stage,
      String tone,
      String place,
      String at,
      String href) {}

  /** Two weeks, oldest day first. */
  public record Trend(List<Day> days) {}

  /**
   * @param day as {@code 11-23}
   * @param reportedHref the list behind {@code reported}
   * @param closedHref the list behind {@code closed}
   */
  public record Day(
      String day, long reported, String reportedHref, long closed, String closedHref) {}

  /**
   * @param href the list behind the count
   */
  public record Category(String name, long count, String href) {}

  /**
   * @param name {@code MANAGE}, {@code SERVE} or {@code ENFORCE}
   * @param href the list behind the count
   */
  public record Part(String name, String title, long count, String href) {}
}
