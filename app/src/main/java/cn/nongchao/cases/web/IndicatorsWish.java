package cn.nongchao.cases.web;

import cn.nongchao.cases.Indicators;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks the indicators page for, as typed.
 *
 * @param from first day
 * @param to last day
 * @param division code; empty for everywhere
 * @param by breakdown, lower case
 * @param known {@code now} to count what happened since, else what was known at the period's end
 */
public record IndicatorsWish(String from, String to, String division, String by, String known) {

  /** With this month, the viewer's own place and its divisions where nothing was typed. */
  static IndicatorsWish of(
      @Nullable String from,
      @Nullable String to,
      @Nullable String division,
      @Nullable String by,
      @Nullable String known,
      Viewer viewer,
      LocalDate today) {
    return new IndicatorsWish(
        from == null ? today.withDayOfMonth(1).toString() : from.strip(),
        to == null ? today.toString() : to.strip(),
        division == null ? ownPlace(viewer) : division.strip(),
        by == null ? "division" : by,
        known == null ? "" : known);
  }

  private static String ownPlace(Viewer viewer) {
    return viewer.workPlaces().stream()
        .map(DivisionCode::value)
        .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** Whether the month that runs is asked for, up to today. */
  boolean isRunningMonth(LocalDate today) {
    return today.withDayOfMonth(1).toString().equals(from) && today.toString().equals(to);
  }

  IndicatorsWish until(LocalDate last) {
    return new IndicatorsWish(from, last.toString(), division, by, known);
  }

  List<Refusal> wrong() {
    List<Refusal> wrong = new ArrayList<>();
    LocalDate first = day(from);
    LocalDate last = day(to);
    if (first == null) wrong.add(noDay("from"));
    if (last == null) wrong.add(noDay("to"));
    if (first != null && last != null && last.isBefore(first)) {
      wrong.add(Refusal.field("to", "结束日期早于开始日期", "the last day lies before the first"));
    }
    if (DivisionCode.read(division) == null) {
      wrong.add(
          Refusal.field(
              "division",
              "没有这个区划，或不止一个：请从列表选择，或填写全称、代码",
              "no such place, or more than one: choose it, or type its full name or code"));
    }
    return wrong;
  }

  private static Refusal noDay(String field) {
    return Refusal.field(field, "请填写日期，如 2026-01-31", "a date is needed, like 2026-01-31");
  }

  static @Nullable LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= 1900 && day.getYear() <= 2200 ? day : null;
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  /** Only where nothing is {@link #wrong}. */
  Indicators.Period period() {
    return new Indicators.Period(LocalDate.parse(from), LocalDate.parse(to));
  }

  Indicators.Scope scope() {
    return Indicators.Scope.within(new DivisionCode(division));
  }

  Indicators.By breakdown() {
    return switch (by.toLowerCase(Locale.ROOT)) {
      case "handler" -> Indicators.By.HANDLER;
      case "category" -> Indicators.By.CATEGORY;
      default -> Indicators.By.DIVISION;
    };
  }

  public String query() {
    return "from="
        + coded(from)
        + "&to="
        + coded(to)
        + "&division="
        + coded(division)
        + "&known="
        + coded(known);
  }

  static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
