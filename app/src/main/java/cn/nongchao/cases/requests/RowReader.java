package cn.nongchao.cases.requests;

import cn.nongchao.cases.EventLife.EventStage;
import cn.nongchao.form.Characters;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Turns rows into requests, or says what is wrong with them. */
final class RowReader {

  private static final Set<EventStage> ENDED = Set.of(EventStage.CLOSED, EventStage.DECLINED);

  private static final int LONGEST_REF = 200;

  private final Map<Column, Integer> places = new EnumMap<>(Column.class);
  private final Map<Column, DateForm> dates;
  private final ZoneId zone;
  private final int width;

  RowReader(Mapping mapping, List<String> headers, Map<Column, DateForm> dates, ZoneId zone) {
    mapping.columns().forEach((column, header) -> places.put(column, headers.indexOf(header)));
    this.dates = Map.copyOf(dates);
    this.zone = zone;
    this.width = headers.size();
  }

  String text(CSVRecord row, Column column) {
    Integer place = places.get(column);
    return place == null || place >= row.size() ? "" : kept(row.get(place));
  }

  /** As every text from outside is kept; what is refused stays as it is, and its row is refused. */
  private static String kept(String cell) {
    boolean plain = true;
    for (int i = 0; plain && i < cell.length(); i++) {
      char c = cell.charAt(i);
      plain = c >= ' ' && c <= '~';
    }
    String clean = plain ? null : Characters.clean(cell);
    return clean == null ? cell.strip() : clean;
  }

  Outcome<Request> read(CSVRecord row) {
    Row one = new Row(row);
    if (row.size() != width) {
      return Outcome.refused(
          Refusal.field(
              "row",
              "应有 " + width + " 列，实有 " + row.size() + " 列",
              "%d columns instead of %d".formatted(row.size(), width)));
    }
    places.keySet().forEach(one::checkCharacters);
    String ref = one.required(Column.REF);
    if (ref.length() > LONGEST_REF) {
      one.wrong(
          Column.REF,
          "工单编号超过 " + LONGEST_REF + " 字",
          "is longer than " + LONGEST_REF + " characters");
    }
    Instant created = one.date(Column.CREATED, false);
    if (created == null) one.required(Column.CREATED);
    Instant due = one.date(Column.DUE, true);
    Instant closed = one.date(Column.CLOSED, false);
    Instant changed = one.date(Column.STATUS_AT, false);
    String status = text(row, Column.STATUS);
    EventStage stage = Status.read(status, closed != null);
    Double lat = one.degrees(Column.LAT, 90);
    Double lon = one.degrees(Column.LON, 180);
    if ((lat == null) != (lon == null)) one.wrong(Column.LAT, "经纬度须同时给出", "give both or none");
    if (lat != null && lon != null && lat == 0 && lon == 0) lat = lon = null;
    if (created != null) one.checkOrder(created, due, closed);
    Instant last = closed != null ? closed : changed;
    if (ENDED.contains(stage) && last == null) {
      one.wrong(Column.CLOSED, "已办结但没有办结时间", "ended, but when is not said");
    }
    if (!one.wrong.isEmpty() || created == null) return new Refused<>(one.wrong);
    if (last == null || last.isBefore(created)) last = created;
    return Outcome.done(
        new Request(
            ref,
            created,
            due,
            last,
            stage,
            Status.isDuplicate(status),
            status,
            text(row, Column.CATEGORY),
            text(row, Column.CHANNEL),
            text(row, Column.AGENCY),
            text(row, Column.WORDS),
            text(row, Column.ADDRESS),
            lat,
            lon));
  }

  private final class Row {

    private final CSVRecord row;
    final List<Refusal> wrong = new ArrayList<>();

    Row(CSVRecord row) {
      this.row = row;
    }

    void wrong(Column column, String zh, String en) {
      wrong.add(Refusal.field(column.key(), zh, en));
    }

    void checkCharacters(Column column) {
      Text odd = Characters.wrong(text(row, column));
      if (odd != null) {
        wrong(column, "“" + column.title().zh() + "”" + odd.zh(), odd.en());
      }
    }

    String required(Column column) {
      String text = text(row, column);
      if (text.isEmpty()) wrong(column, "“" + column.title().zh() + "”为空", "is empty");
      return text;
    }

    @Nullable Instant date(Column column, boolean endOfDay) {
      String text = text(row, column);
      DateForm form = dates.get(column);
      if (text.isEmpty()) return null;
      Instant at = form == null ? null : form.read(text, zone, endOfDay);
      if (at == null) {
        String pattern = form == null ? "?" : form.pattern();
        wrong(
            column,
            "“" + text + "”不是 " + pattern + " 形式的时间",
            "“" + text + "” is no date of the form " + pattern);
      }
      return at;
    }

    @Nullable Double degrees(Column column, int limit) {
      String text = text(row, column);
      if (text.isEmpty()) return null;
      try {
        double value = text.length() > 40 ? Double.NaN : Double.parseDouble(text);
        if (Math.abs(value) <= limit) return value;
      } catch (NumberFormatException notANumber) {
        // said below
      }
      wrong(column, "“" + text + "”不是" + column.title().zh(), "“" + text + "” is not in degrees");
      return null;
    }

    void checkOrder(Instant created, @Nullable Instant due, @Nullable Instant closed) {
      if (due != null && due.isBefore(created)) {
        wrong(Column.DUE, "办结时限早于受理时间", "the deadline lies before the creation");
      }
      if (closed != null && closed.isBefore(created)) {
        wrong(Column.CLOSED, "办结时间早于受理时间", "closed before it was created");
      }
    }
  }
}
