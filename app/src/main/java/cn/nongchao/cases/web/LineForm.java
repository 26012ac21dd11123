package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Typed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of the responsibility list as a form holds it, both ways. */
final class LineForm {

  private LineForm() {}

  static Typed of(Category line) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("code", List.of(line.code()));
    values.put("parent", List.of(line.parent() == null ? "" : line.parent()));
    values.put("nameZh", List.of(line.name().zh()));
    values.put("nameEn", List.of(line.name().en()));
    values.put("lead", List.of(line.lead() == null ? "" : line.lead().toString()));
    values.put("assisting", line.assisting().stream().map(OrganisationId::toString).toList());
    values.put("basis", List.of(line.basis()));
    values.put("flexible", List.of(line.flexible()));
    Allowance allowance = line.allowance();
    if (allowance != null) {
      long minutes = allowance.time().toMinutes();
      boolean days = allowance.working() && minutes % Allowance.WORKDAY.toMinutes() == 0;
      long unit = days ? Allowance.WORKDAY.toMinutes() : minutes % 60 == 0 ? 60 : 1;
      values.put("allowance", List.of(Long.toString(minutes / unit)));
      values.put("unit", List.of(days ? "workday" : unit == 1 ? "minute" : word(allowance)));
    }
    return new Typed(values, List.of());
  }

  private static String word(Allowance allowance) {
    return allowance.working() ? "workhour" : "hour";
  }

  /** Refused where the allowance is no number; everything else the list itself checks. */
  static Outcome<Category> read(Typed typed, String code) {
    String number = typed.one("allowance").strip();
    if (!number.isEmpty() && !number.matches("[0-9]{1,6}")) {
      return Outcome.refused(
          Refusal.field("allowance", "时限请填写整数", "the allowance is a whole number"));
    }
    String parent = typed.one("parent");
    return Outcome.done(
        new Category(
            code,
            0,
            parent.isEmpty() ? null : parent,
            Text.of(typed.one("nameZh"), typed.one("nameEn")),
            OrganisationId.read(typed.one("lead")),
            typed.all("assisting").stream()
                .map(OrganisationId::read)
                .filter(Objects::nonNull)
                .distinct()
                .toList(),
            allowance(number, typed.one("unit")),
            typed.one("basis"),
            typed.one("flexible")));
  }

  private static @Nullable Allowance allowance(String number, String unit) {
    if (number.isEmpty()) return null;
    int n = Integer.parseInt(number);
    return switch (unit) {
      case "workday" -> new Allowance(Allowance.WORKDAY.multipliedBy(n), true);
      case "hour" -> new Allowance(Duration.ofHours(n), false);
      case "minute" -> new Allowance(Duration.ofMinutes(n), false);
      default -> new Allowance(Duration.ofHours(n), true);
    };
  }
}
