package cn.nongchao.form;

import java.lang.reflect.InvocationTargetException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a list asks the database for: plain SQL that ends in a condition, and further conditions for
 * those filters of a query that say something.
 */
public final class Selection {

  private static final Pattern PARAMETER = Pattern.compile("(?<!:):(\\w+)");

  private final StringBuilder sql;
  private final Map<String, Object> params = new HashMap<>();

  private Selection(String sql) {
    this.sql = new StringBuilder(sql);
  }

  public static Selection of(String sql) {
    return new Selection(sql);
  }

  public Selection with(String name, Object value) {
    params.put(name, plain(value));
    return this;
  }

  /** A condition on the one parameter it names; left out where that is absent or empty text. */
  public Selection where(String condition, @Nullable Object value) {
    if (value == null || value.equals("")) return this;
    Matcher named = PARAMETER.matcher(condition);
    if (!named.find()) throw new IllegalArgumentException(condition + " has no parameter");
    sql.append(" and ").append(condition);
    return with(named.group(1), value);
  }

  /** For {@code like}: text somewhere within, its wildcards taken as letters. */
  public static @Nullable String containing(String typed) {
    if (typed.isEmpty()) return null;
    return "%" + typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** Ids and codes are records of one value. */
  private static Object plain(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.name();
      case Instant at -> Timestamp.from(at);
      case Record one when one.getClass().getRecordComponents().length == 1 -> {
        try {
          var accessor = one.getClass().getRecordComponents()[0].getAccessor();
          accessor.setAccessible(true);
          yield accessor.invoke(one);
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException(one + " cannot be read", e);
        }
      }
      default -> value;
    };
  }

  String sql() {
    return sql.toString();
  }

  Map<String, Object> params() {
    return params;
  }
}
