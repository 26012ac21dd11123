package cn.nongchao.cases.requests;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes dates. A date without a time is the beginning of its day, except as a deadline
 * or an end, where it is the end of it.
 *
 * @param pattern as {@link DateTimeFormatter}; shown for confirmation
 */
record DateForm(String pattern, DateTimeFormatter formatter) {

  // A form is found by how dates look; what a calendar does not have is refused row by row.
  private static final ResolverStyle ANY_DAY = ResolverStyle.SMART;

  // Month first before day first: the files with slashes known to us are American.
  private static final List<String> KNOWN =
      List.of(
          "uuuu-MM-dd'T'HH:mm:ss[.SSS][.SSSSSS]XXX",
          "uuuu-MM-dd'T'HH:mm:ss[.SSS][.SSSSSS]XX",
          "uuuu-MM-dd'T'HH:mm[:ss][.SSS][.SSSSSS]",
          "uuuu-M-d H:mm[:ss][.SSS][.SSSSSS]XXX",
          "uuuu-M-d H:mm[:ss][.S][.SSS][.SSSSSS]",
          "uuuu/M/d H:mm[:ss]",
          "uuuu.M.d H:mm[:ss]",
          "uuuu年M月d日[ ]H时mm分[ss秒]",
          "uuuu年M月d日[ ]H:mm[:ss]",
          "M/d/uuuu h:mm[:ss] a",
          "d/M/uuuu h:mm[:ss] a",
          "M/d/uuuu H:mm[:ss]",
          "d/M/uuuu H:mm[:ss]",
          "d.M.uuuu H:mm[:ss]",
          "uuuuMMddHHmmss",
          "uuuu-M-d",
          "uuuu/M/d",
          "uuuu年M月d日",
          "M/d/uuuu",
          "d/M/uuuu",
          "d.M.uuuu",
          "uuuuMMdd");

  static DateForm of(String pattern) {
    return new DateForm(
        pattern,
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT));
  }

  /** The form in which all samples can be read, else the one that reads most; null for none. */
  static @Nullable DateForm detect(Collection<String> samples) {
    DateForm best = null;
    int most = 0;
    for (String pattern : KNOWN) {
      DateForm form = of(pattern);
      int read = 0;
      for (String sample : samples) if (form.reads(sample)) read++;
      if (read > most) {
        most = read;
        best = form;
      }
    }
    return best;
  }

  private boolean reads(String text) {
    try {
      formatter.withResolverStyle(ANY_DAY).parse(text.strip());
      return true;
    } catch (DateTimeException other) {
      return false;
    }
  }

  /** Null for text of another form. */
  @Nullable Instant read(String text, ZoneId zone, boolean endOfDay) {
    try {
      TemporalAccessor at = formatter.parse(text.strip());
      if (at.isSupported(ChronoField.OFFSET_SECONDS)) return OffsetDateTime.from(at).toInstant();
      if (at.isSupported(ChronoField.HOUR_OF_DAY)) {
        return LocalDateTime.from(at).atZone(zone).toInstant();
      }
      LocalDate day = LocalDate.from(at);
      return endOfDay
          ? day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1)
          : day.atStartOfDay(zone).toInstant();
    } catch (DateTimeException other) {
      return null;
    }
  }
}
