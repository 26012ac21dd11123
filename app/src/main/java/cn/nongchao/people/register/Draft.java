package cn.nongchao.people.register;

import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with typed text, so that one answer names every wrong field. */
final class Draft {

  private final List<Refusal> wrong = new ArrayList<>();

  void refuse(String field, String zh, String en) {
    wrong.add(Refusal.field(field, zh, en));
  }

  void refuse(List<Refusal> reasons) {
    wrong.addAll(reasons);
  }

  List<Refusal> wrong() {
    return wrong;
  }

  boolean isRight() {
    return wrong.isEmpty();
  }

  /** Text that must be there, without blanks around it, of limited length. */
  String text(String field, String typed, String zhName, String enName, int most) {
    String text = typed.strip();
    if (text.isEmpty()) refuse(field, "请填写" + zhName, "the " + enName + " is missing");
    return limited(field, text, zhName, enName, most);
  }

  /** Text that may be empty. */
  String limited(String field, String typed, String zhName, String enName, int most) {
    String text = typed.strip();
    if (text.length() > most) {
      refuse(
          field,
          zhName + "最多 " + most + " 字",
          "the " + enName + " has at most " + most + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      refuse(field, zhName + "含有不可见字符", "the " + enName + " contains control characters");
    }
    return text;
  }

  /** A date as yyyy-MM-dd (ISO 8601), also with slashes or dots; null where empty or wrong. */
  @Nullable LocalDate date(String field, String typed, String zhName, String enName) {
    String text = typed.strip().replace('/', '-').replace('.', '-');
    if (text.isEmpty()) return null;
    try {
      String[] parts = text.split("-");
      if (parts.length == 3) {
        text = parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]);
      }
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() <= 2200) return date;
    } catch (DateTimeParseException malformed) {
      // told below
    }
    refuse(
        field,
        zhName + "“" + typed.strip() + "”不是日期，应如 2026-01-31",
        "the " + enName + " “" + typed.strip() + "” is no date as 2026-01-31");
    return null;
  }

  private static String two(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }

  /** A period's end must not lie before its start. */
  void inOrder(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && to.isBefore(from)) {
      refuse("to", "截止日期早于开始日期", "the period ends before it begins");
    }
  }
}
