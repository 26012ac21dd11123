package cn.nongchao.command.web;

import cn.nongchao.loop.LoopCounts.Sum;
import java.util.List;
import java.util.Map;

/**
 * All the one screen shows beside the map's shapes.
 *
 * @param kinds open loops of every kind
 * @param grids open and late events by division code
 * @param names of those divisions, for what lies in none that is drawn
 * @param feed the latest moves, newest first
 */
public record ScreenData(
    List<Figure> figures,
    List<Kind> kinds,
    Map<String, Sum> grids,
    Map<String, String> names,
    List<LiveMove> feed,
    Trend trend,
    List<Category> categories,
    List<Part> mix) {

  /**
   * @param href the list behind the figure
   * @param mood {@code good}, {@code warn}, {@code bad} or empty
   */
  public record Figure(String title, String value, String href, String mood) {}

  /**
   * @param href the list of those open
   */
  public record Kind(String title, long open, long late, String href) {}

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
