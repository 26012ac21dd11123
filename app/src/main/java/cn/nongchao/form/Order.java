package cn.nongchao.form;

import cn.nongchao.platform.Ids;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders in which rows may stand, as their record marks them. */
final class Order {

  /** One thing to sort by. */
  record By(RecordComponent component, String sql, String type, boolean descending) {

    static By of(RecordComponent component, String sql, boolean descending) {
      component.getAccessor().setAccessible(true);
      return new By(component, sql, typeOf(component.getType()), descending);
    }

    /** As a cursor carries it. */
    String value(Object row) {
      Object value = read(component, row);
      if (value == null) return "";
      return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /** Whether text from outside is such a value. */
    boolean fits(String text) {
      try {
        return switch (type) {
          case "uuid" -> Ids.read(text) != null;
          case "bigint" -> text.matches("-?[0-9]{1,18}");
          case "numeric" -> text.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
          case "boolean" -> text.matches("true|false");
          case "date" -> LocalDate.parse(text).getYear() > 0;
          case "timestamptz" -> Instant.parse(text).isAfter(Instant.EPOCH.minusSeconds(1L << 36));
          default -> Characters.wrong(text) == null;
        };
      } catch (DateTimeException malformed) {
        return false;
      }
    }
  }

  private static final Map<Class<?>, String> TYPES =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(UUID.class, "uuid"),
          Map.entry(int.class, "bigint"),
          Map.entry(Integer.class, "bigint"),
          Map.entry(long.class, "bigint"),
          Map.entry(Long.class, "bigint"),
          Map.entry(boolean.class, "boolean"),
          Map.entry(BigDecimal.class, "numeric"),
          Map.entry(LocalDate.class, "date"),
          Map.entry(Instant.class, "timestamptz"));

  private final Map<String, By> columns = new LinkedHashMap<>();
  private final @Nullable By key;

  Order(Class<?> row) {
    By last = null;
    for (RecordComponent component : row.getRecordComponents()) {
      Sortable sortable = component.getAnnotation(Sortable.class);
      if (sortable != null) {
        RecordComponent by = sortable.by().isEmpty() ? component : named(row, sortable.by());
        columns.put(component.getName(), By.of(by, sortable.value(), sortable.descending()));
      }
      Key own = component.getAnnotation(Key.class);
      if (own != null) last = By.of(component, own.value(), false);
    }
    this.key = last;
    if (last == null && !columns.isEmpty()) throw new IllegalStateException(row + " has no key");
  }

  private static RecordComponent named(Class<?> row, String name) {
    return Arrays.stream(row.getRecordComponents())
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(row + " has no " + name));
  }

  private static String typeOf(Class<?> type) {
    String known = type.isEnum() ? "text" : TYPES.get(type);
    if (known != null) return known;
    // An id is a record of one value, and written as that.
    if (type.isRecord() && type.getRecordComponents().length == 1) {
      return typeOf(type.getRecordComponents()[0].getType());
    }
    throw new IllegalStateException("nothing says how to sort by " + type);
  }

  static @Nullable Object read(RecordComponent component, Object row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  Map<String, By> columns() {
    return columns;
  }

  @Nullable By key() {
    return key;
  }

  /** As it stands unless asked otherwise. */
  Sort first() {
    return columns.entrySet().stream()
        .findFirst()
        .map(one -> new Sort(one.getKey(), one.getValue().descending()))
        .orElse(new Sort("", false));
  }
}
