package cn.nongchao.loop;

import cn.nongchao.loop.Allowance.Count;
import cn.nongchao.loop.OfficeHours.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reckons in working time: Monday to Friday except public holidays, plus the weekend days worked in
 * exchange (调休), by the hours that held on each day. Which days those are is announced each year by
 * the State Council's general office; they are data, kept in {@code loop.calendar_days} and {@code
 * loop.office_hours}.
 */
public final class WorkCalendar {

  /**
   * Nothing is due further ahead than this; also ends the search in a calendar without workdays.
   */
  private static final int LIMIT_DAYS = 3660;

  private final Map<LocalDate, Boolean> exceptions;
  private final TreeMap<LocalDate, OfficeHours> hours = new TreeMap<>();
  private final ZoneId zone;

  /**
   * @param exceptions days that differ from their weekday: true for worked, false for free
   */
  public WorkCalendar(Map<LocalDate, Boolean> exceptions, ZoneId zone) {
    this(exceptions, List.of(), zone);
  }

  /**
   * @param hours each from its day on; the usual ones before
   */
  WorkCalendar(Map<LocalDate, Boolean> exceptions, Collection<OfficeHours> hours, ZoneId zone) {
    this.exceptions = Map.copyOf(exceptions);
    this.zone = zone;
    hours.forEach(one -> this.hours.put(one.since(), one));
  }

  public boolean isWorkday(LocalDate day) {
    Boolean exception = exceptions.get(day);
    return exception == null ? day.getDayOfWeek().getValue() <= 5 : exception;
  }

  /** When the office works around a day. */
  public OfficeHours hours(LocalDate day) {
    Map.Entry<LocalDate, OfficeHours> begun = hours.floorEntry(day);
    return begun == null ? OfficeHours.USUAL : begun.getValue();
  }

  private List<Span> spans(LocalDate day) {
    return isWorkday(day) ? hours(day).on(day.getDayOfWeek()) : List.of();
  }

  /** When an allowance that begins at {@code start} runs out. */
  public Instant plus(Instant start, Allowance allowance) {
    return plus(start, allowance.time(), allowance.count());
  }

  private Instant plus(Instant start, Duration time, Count count) {
    if (count == Count.EVERY_HOUR) return start.plus(time);
    Duration left = time;
    LocalDate first = start.atZone(zone).toLocalDate();
    for (int i = 0; i < LIMIT_DAYS; i++) {
      LocalDate day = first.plusDays(i);
      for (Span span : spans(day)) {
        Instant from = later(start, at(day, span.from()));
        Instant to = at(day, span.to());
        if (!from.isBefore(to)) continue;
        Duration here = counted(Duration.between(from, to), day, count);
        if (left.compareTo(here) <= 0) return from.plus(real(left, day, count));
        left = left.minus(here);
      }
    }
    return start.plus(Duration.ofDays(LIMIT_DAYS));
  }

  /** The latest moment from which {@code time} has passed at {@code end}. */
  Instant minus(Instant end, Duration time, Count count) {
    if (count == Count.EVERY_HOUR || time.isZero()) return end.minus(time);
    Duration left = time;
    LocalDate last = end.atZone(zone).toLocalDate();
    for (int i = 0; i < LIMIT_DAYS; i++) {
      LocalDate day = last.minusDays(i);
      for (Span span : spans(day).reversed()) {
        Instant from = at(day, span.from());
        Instant to = at(day, span.to());
        if (to.isAfter(end)) to = end;
        if (!from.isBefore(to)) continue;
        Duration here = counted(Duration.between(from, to), day, count);
        if (left.compareTo(here) <= 0) return to.minus(real(left, day, count));
        left = left.minus(here);
      }
    }
    return end.minus(Duration.ofDays(LIMIT_DAYS));
  }

  /** The zone days begin in. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Time from one moment to a later one: all of it, the working part, or that in working days of
   * eight hours each however long they were; zero where they are the other way round.
   */
  Duration spent(Instant from, Instant to, Count count) {
    if (count == Count.EVERY_HOUR) return Duration.between(from, to);
    Duration sum = Duration.ZERO;
    LocalDate last = to.atZone(zone).toLocalDate();
    LocalDate day = from.atZone(zone).toLocalDate();
    for (int i = 0; i < LIMIT_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
      for (Span span : spans(day)) {
        Instant begin = later(from, at(day, span.from()));
        Instant end = at(day, span.to());
        if (end.isAfter(to)) end = to;
        if (begin.isBefore(end)) sum = sum.plus(counted(Duration.between(begin, end), day, count));
      }
    }
    return sum;
  }

  /** A deadline moved on by a pause: what was left at its beginning is left at its end. */
  public Instant resumed(Instant due, Instant paused, Instant resumed, Count count) {
    if (!due.isAfter(paused)) return due;
    return plus(resumed, spent(paused, due, count), count);
  }

  private Duration counted(Duration real, LocalDate day, Count count) {
    Duration whole = hours(day).whole();
    return count == Count.WORKDAYS ? scaled(real, Allowance.WORKDAY, whole) : real;
  }

  private Duration real(Duration counted, LocalDate day, Count count) {
    Duration whole = hours(day).whole();
    return count == Count.WORKDAYS ? scaled(counted, whole, Allowance.WORKDAY) : counted;
  }

  /** Of at most a day, so that nothing overflows. */
  private static Duration scaled(Duration time, Duration by, Duration of) {
    if (by.equals(of)) return time;
    return Duration.ofNanos(time.toNanos() * by.toMinutes() / of.toMinutes());
  }

  private Instant at(LocalDate day, LocalTime time) {
    return ZonedDateTime.of(day, time, zone).toInstant();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
