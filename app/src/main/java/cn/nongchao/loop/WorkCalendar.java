package cn.nongchao.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * Reckons in working time: Monday to Friday except public holidays, plus the weekend days worked in
 * exchange (调休). Which days those are is announced each year by the State Council's general office;
 * they are data, kept in {@code loop.calendar_days}.
 */
public final class WorkCalendar {

  /** One stretch of a working day. */
  public record Span(LocalTime from, LocalTime to) {}

  /** Eight hours, as {@link Allowance#WORKDAY} takes a day to be. */
  static final List<Span> OFFICE_HOURS =
      List.of(
          new Span(LocalTime.of(8, 30), LocalTime.of(12, 0)),
          new Span(LocalTime.of(13, 30), LocalTime.of(18, 0)));

  /**
   * Nothing is due further ahead than this; also ends the search in a calendar without workdays.
   */
  private static final int LIMIT_DAYS = 3660;

  private final Map<LocalDate, Boolean> exceptions;
  private final List<Span> hours;
  private final ZoneId zone;

  /**
   * @param exceptions days that differ from their weekday: true for worked, false for free
   */
  public WorkCalendar(Map<LocalDate, Boolean> exceptions, ZoneId zone) {
    this.exceptions = Map.copyOf(exceptions);
    this.hours = OFFICE_HOURS;
    this.zone = zone;
  }

  public boolean isWorkday(LocalDate day) {
    Boolean exception = exceptions.get(day);
    return exception == null ? day.getDayOfWeek().getValue() <= 5 : exception;
  }

  /** When an allowance that begins at {@code start} runs out. */
  public Instant plus(Instant start, Allowance allowance) {
    return allowance.working()
        ? plusWorking(start, allowance.time())
        : start.plus(allowance.time());
  }

  private Instant plusWorking(Instant start, Duration time) {
    Duration left = time;
    LocalDate first = start.atZone(zone).toLocalDate();
    for (int i = 0; i < LIMIT_DAYS; i++) {
      LocalDate day = first.plusDays(i);
      if (!isWorkday(day)) continue;
      for (Span span : hours) {
        Instant from = later(start, at(day, span.from()));
        Instant to = at(day, span.to());
        if (!from.isBefore(to)) continue;
        Duration here = Duration.between(from, to);
        if (left.compareTo(here) <= 0) return from.plus(left);
        left = left.minus(here);
      }
    }
    return start.plus(Duration.ofDays(LIMIT_DAYS));
  }

  /** The latest moment from which {@code time} has passed at {@code end}. */
  Instant minus(Instant end, Duration time, boolean workingTime) {
    if (!workingTime || time.isZero()) return end.minus(time);
    Duration left = time;
    LocalDate last = end.atZone(zone).toLocalDate();
    for (int i = 0; i < LIMIT_DAYS; i++) {
      LocalDate day = last.minusDays(i);
      if (!isWorkday(day)) continue;
      for (Span span : hours.reversed()) {
        Instant from = at(day, span.from());
        Instant to = at(day, span.to());
        if (to.isAfter(end)) to = end;
        if (!from.isBefore(to)) continue;
        Duration here = Duration.between(from, to);
        if (left.compareTo(here) <= 0) return to.minus(left);
        left = left.minus(here);
      }
    }
    return end.minus(Duration.ofDays(LIMIT_DAYS));
  }

  /** Time from one moment to a later one, all of it or the working part. */
  Duration spent(Instant from, Instant to, boolean workingTime) {
    return workingTime ? working(from, to) : Duration.between(from, to);
  }

  /** The zone days begin in. */
  public ZoneId zone() {
    return zone;
  }

  /** Working time from one moment to a later one; zero where they are the other way round. */
  public Duration working(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate last = to.atZone(zone).toLocalDate();
    LocalDate day = from.atZone(zone).toLocalDate();
    for (int i = 0; i < LIMIT_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
      if (!isWorkday(day)) continue;
      for (Span span : hours) {
        Instant begin = later(from, at(day, span.from()));
        Instant end = at(day, span.to());
        if (end.isAfter(to)) end = to;
        if (begin.isBefore(end)) sum = sum.plus(Duration.between(begin, end));
      }
    }
    return sum;
  }

  /** A deadline moved on by a pause: what was left at its beginning is left at its end. */
  public Instant resumed(Instant due, Instant paused, Instant resumed, boolean workingTime) {
    if (!due.isAfter(paused)) return due;
    return workingTime
        ? plusWorking(resumed, working(paused, due))
        : resumed.plus(Duration.between(paused, due));
  }

  private Instant at(LocalDate day, LocalTime time) {
    return ZonedDateTime.of(day, time, zone).toInstant();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
