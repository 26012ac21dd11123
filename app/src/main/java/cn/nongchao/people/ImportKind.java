package cn.nongchao.people;

import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a file from an office can be full of. A module that wants an importer declares the record a
 * row is and offers this as a bean: pages, API and command line follow. The record's fields with
 * words are the columns, known by these words and by {@link cn.nongchao.form.Also}; a field that
 * names an organisation or a place takes its name as well as its number.
 *
 * @param <R> the record a row is
 */
public interface ImportKind<R extends Record> {

  /** In addresses, on the command line and in the database. */
  String name();

  Text title();

  Class<R> row();

  /** How many rows one file may have. */
  default int most() {
    return 5_000;
  }

  /** The page that lists what a file of this kind is full of. */
  String list();

  /** The action under which an import is noted in the audit log. */
  String action();

  /** Whether files are GeoJSON (RFC 7946): a feature is a row, its outline the field geometry. */
  default boolean isGeoJson() {
    return false;
  }

  /** Columns no row may leave empty, beside those its record does not let be empty. */
  default Set<String> needed() {
    return Set.of();
  }

  /** Columns that may be said once for all rows where a file does not have them. */
  default Set<String> sayable() {
    return Set.of();
  }

  /**
   * Columns of those that may be said which are never assumed: nothing of a file that does not have
   * them is judged, let alone written, before somebody said them.
   */
  default Set<String> asked() {
    return Set.of();
  }

  /** What such a column says where nobody said anything, in words it is read by; by column. */
  default Map<String, Text> unsaid() {
    return Map.of();
  }

  /** Headings that stand in such files and say nothing that is kept. */
  default Set<String> passedOver() {
    return Set.of();
  }

  /** Why this person may take in no such file at all; null where they may. */
  default @Nullable Refusal refuse(Importing by) {
    return null;
  }

  /** What writing each of the rows would do, in their order. Writes nothing. */
  List<Verdict> look(List<Row<R>> rows, Importing by);

  /** What is odd about good rows taken together, and may be meant; said before they are written. */
  default List<Text> odd(List<Row<R>> rows, Importing by) {
    return List.of();
  }

  /** Writes rows that were looked at, within the caller's transaction; a refusal ends it. */
  List<Refusal> write(List<Row<R>> rows, Importing by);

  /**
   * A row that could be read.
   *
   * @param line where it stands in the file, from 1
   * @param id made when the file was read: written twice, it is there once
   * @param given what the file says, by column
   * @param other whether somebody said that it is not the one it looks like
   */
  record Row<R>(int line, UUID id, R value, Map<String, String> given, boolean other) {
    public Row {
      given = Map.copyOf(given);
    }
  }

  /** Whether a row adds something, changes what is there, or says what is there already. */
  enum What {
    NEW,
    CHANGED,
    UNCHANGED
  }

  /**
   * What writing a row does to what is kept.
   *
   * @param before by column, what a changed value is now
   * @param made by column, what the file does not say and is made
   * @param known how the one that is here was known; null where it is new
   * @param unsure whether that is likely rather than certain, so that a person may say otherwise
   */
  record Verdict(
      What what,
      Map<String, String> before,
      Map<String, String> made,
      @Nullable Text known,
      boolean unsure,
      List<Refusal> wrong) {

    public Verdict {
      before = Map.copyOf(before);
      made = Map.copyOf(made);
      wrong = List.copyOf(wrong);
    }

    public static Verdict fresh() {
      return new Verdict(What.NEW, Map.of(), Map.of(), null, false, List.of());
    }

    /** One that is here, with what stands there now where the row says otherwise. */
    public static Verdict known(Text how, boolean unsure, Map<String, String> before) {
      What what = before.isEmpty() ? What.UNCHANGED : What.CHANGED;
      return new Verdict(what, before, Map.of(), how, unsure, List.of());
    }

    public Verdict making(Map<String, String> values) {
      return new Verdict(what, before, values, known, unsure, wrong);
    }

    public Verdict but(List<Refusal> reasons) {
      return new Verdict(what, before, made, known, unsure, reasons);
    }

    public boolean isGood() {
      return wrong.isEmpty();
    }
  }
}
