package cn.nongchao.people;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A place in the division tree. Statistical division codes nest by prefix: province 2 digits, city
 * 4, district 6, street 9, village or community 12 (GB/T 2260, GB/T 10114 and the statistics
 * bureau's 统计用区划代码); a grid inside a village adds 3 more.
 */
public record DivisionCode(@JsonValue String value) implements Comparable<DivisionCode> {

  /** The whole country: contains every place. */
  public static final DivisionCode ALL = new DivisionCode("");

  public DivisionCode {
    if (!wellFormed(value)) throw new IllegalArgumentException("not a division code: " + value);
  }

  /** Null for text that is no code. */
  public static @Nullable DivisionCode read(@Nullable String text) {
    return text != null && wellFormed(text) ? new DivisionCode(text) : null;
  }

  private static boolean wellFormed(String value) {
    return switch (value.length()) {
      case 0, 2, 4, 6, 9, 12, 15 -> value.chars().allMatch(c -> c >= '0' && c <= '9');
      default -> false;
    };
  }

  public boolean contains(DivisionCode other) {
    return other.value.startsWith(value);
  }

  /** The division above; {@link #ALL} above a province. */
  public DivisionCode parent() {
    int length = value.length();
    int above = length <= 2 ? 0 : length <= 6 ? length - 2 : length - 3;
    return new DivisionCode(value.substring(0, above));
  }

  /** The street it lies in; itself where it is wider. */
  public DivisionCode street() {
    int street = 9;
    return value.length() <= street ? this : new DivisionCode(value.substring(0, street));
  }

  @Override
  public int compareTo(DivisionCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
