package cn.nongchao.form;

import cn.nongchao.form.Order.By;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which part of a list is asked for and in which order; read by key, so that the hundredth page
 * costs what the first does, and shows every row once though rows are added meanwhile.
 *
 * @param <R> the rows
 */
public final class Page<R> {

  public static final int MOST = 200;
  static final int USUAL = 50;

  /** Counting for a person stops here: nobody reads the difference. */
  static final int COUNTED = 1000;

  /** After which row it begins. */
  private record Cursor(String key, String value) {}

  private final Order order;
  private final String asked;
  private final Sort sort;
  private final int limit;
  private final @Nullable String after;
  private final @Nullable Cursor cursor;
  private final int counted;

  private Page(
      Order order, String asked, Sort sort, int limit, @Nullable String after, int counted) {
    this.order = order;
    this.asked = asked;
    this.sort = sort;
    this.limit = limit;
    this.after = after;
    this.cursor = after == null || order.key() == null ? null : cursor(after, asked, sort, order);
    this.counted = counted;
  }

  /** The first rows of a list, uncounted, for whoever asks for them within. */
  public static <R> Page<R> first(Class<R> row, int limit) {
    Order order = new Order(row);
    return new Page<>(order, "", order.first(), limit, null, 0);
  }

  /**
   * As asked for; every refusal names its parameter.
   *
   * @param asked which list and which of it: the end of a page of one is no place in another
   */
  static <R> Outcome<Page<R>> read(Order order, String asked, Map<String, String> sent) {
    List<Refusal> wrong = new ArrayList<>();
    String limit = sent.getOrDefault("limit", "");
    boolean whole = limit.isEmpty() || (limit.matches("[0-9]{1,3}") && isWithin(limit));
    if (!whole) {
      wrong.add(
          Refusal.field(
              "limit",
              "limit 应为 1 到 " + MOST + " 的整数",
              "limit is a whole number from 1 to " + MOST));
    }
    String named = sent.getOrDefault("sort", "");
    Sort sort = named.isEmpty() ? order.first() : Sort.read(named);
    if (!named.isEmpty() && !order.columns().containsKey(sort.column())) {
      String all = String.join(", ", order.columns().keySet());
      wrong.add(
          Refusal.field(
              "sort",
              all.isEmpty() ? "这个列表不能另行排序（sort）" : "sort 应为 " + all + " 之一，前面加 - 为倒序",
              all.isEmpty()
                  ? "this list has no sort but its own"
                  : "sort is one of " + all + ", with - before it for the largest first"));
    }
    String after = sent.getOrDefault("after", "");
    boolean unread =
        !after.isEmpty()
            && wrong.isEmpty()
            && order.key() != null
            && cursor(after, asked, sort, order) == null;
    if (unread) wrong.add(UNREAD);
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    int rows = limit.isEmpty() ? USUAL : Integer.parseInt(limit);
    String from = after.isEmpty() ? null : after;
    return Outcome.done(new Page<>(order, asked, sort, rows, from, COUNTED));
  }

  /** For lists that page by keys of their own. */
  public static final Refusal UNREAD =
      Refusal.field(
          "after",
          "after 无法识别：应为同一列表、同样条件和排序下上一页给出的 next",
          "after cannot be read: it is what the page before of the same list, filtered and sorted"
              + " alike, gave as next");

  private static boolean isWithin(String limit) {
    int rows = Integer.parseInt(limit);
    return rows >= 1 && rows <= MOST;
  }

  private static @Nullable Cursor cursor(String text, String asked, Sort sort, Order order) {
    String plain;
    try {
      plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    String[] parts = plain.split("\n", 4);
    if (parts.length < 4 || !parts[0].equals(sort.text()) || !parts[1].equals(asked)) return null;
    if (!Objects.requireNonNull(order.key()).fits(parts[2])) return null;
    By by = order.columns().get(sort.column());
    return by == null || by.fits(parts[3]) ? new Cursor(parts[2], parts[3]) : null;
  }

  /** From the last row's end on, in as large parts as may be, counted up to so many. */
  Page<R> on(@Nullable String next, int upTo) {
    return new Page<>(order, asked, sort, MOST, next, upTo);
  }

  public Sort sort() {
    return sort;
  }

  public int limit() {
    return limit;
  }

  /** As it was sent, for lists that page by keys of their own; null for the first page. */
  public @Nullable String after() {
    return after;
  }

  /** Whether and how far rows are to be counted; 0 for not at all. */
  public int counted() {
    return counted;
  }

  /** Asks the database for the page. */
  public Listed<R> list(JdbcClient jdbc, Selection which, RowMapper<R> row) {
    Map<String, Object> all = new HashMap<>(which.params());
    String paged = which.sql() + where(all) + " order by " + ordered() + " limit " + (limit + 1);
    List<R> found = jdbc.sql(paged).params(all).query(row).list();
    return listed(found, () -> count(jdbc, which));
  }

  private long count(JdbcClient jdbc, Selection which) {
    String few = "select count(*) from (" + which.sql() + " limit " + (counted + 1) + ") few";
    return jdbc.sql(few).params(which.params()).query(Long.class).single();
  }

  /**
   * From up to {@code limit + 1} rows: the last only tells that there is more.
   *
   * @param count asked only where it is needed, and need not count beyond {@link #counted} + 1
   */
  public Listed<R> listed(List<R> found, LongSupplier count) {
    boolean last = found.size() <= limit;
    List<R> shown = last ? found : found.subList(0, limit);
    String next = last ? null : next(shown.getLast());
    if (counted == 0) return Listed.of(shown, next);
    long total = last && after == null ? shown.size() : count.getAsLong();
    return new Listed<>(shown, next, Math.min(total, counted), total > counted);
  }

  /** For lists that page by keys of their own: counted where all stands on one page. */
  public Listed<R> answer(List<R> rows, @Nullable String next) {
    boolean all = after == null && next == null;
    return new Listed<>(rows, next, all ? Long.valueOf(rows.size()) : null, false);
  }

  private String next(R row) {
    By by = order.columns().get(sort.column());
    String value = by == null ? "" : by.value(row);
    String key = Objects.requireNonNull(order.key()).value(row);
    String plain = String.join("\n", sort.text(), asked, key, value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private String where(Map<String, Object> params) {
    if (cursor == null) return "";
    By key = Objects.requireNonNull(order.key());
    By by = order.columns().get(sort.column());
    String than = sort.descending() ? " < " : " > ";
    params.put("afterKey", cursor.key());
    String last = "cast(:afterKey as " + key.type() + ")";
    if (by == null) return " and " + key.sql() + than + last;
    params.put("afterValue", cursor.value());
    String value = "cast(:afterValue as " + by.type() + ")";
    return " and (%s, %s)%s(%s, %s)".formatted(by.sql(), key.sql(), than, value, last);
  }

  private String ordered() {
    By key = Objects.requireNonNull(order.key());
    By by = order.columns().get(sort.column());
    String way = sort.descending() ? " desc" : "";
    return (by == null ? "" : by.sql() + way + ", ") + key.sql() + way;
  }
}
