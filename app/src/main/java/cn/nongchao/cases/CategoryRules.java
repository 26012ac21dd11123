package cn.nongchao.cases;

import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a line of the responsibility list must be. */
final class CategoryRules {

  private static final long YEAR_OF_MINUTES = 366L * 24 * 60;

  private CategoryRules() {}

  /**
   * @param together lines of the same edit: an upper line may come with its lower ones
   */
  static List<Refusal> check(Category line, List<Category> together, ResponsibilityList list) {
    List<Refusal> wrong = new ArrayList<>();
    String form = line.isUpper() ? "[0-9]{2}" : "[0-9]{4}([0-9]{2})?";
    if (!line.code().matches(form)) {
      wrong.add(
          Refusal.field(
              "code",
              "编号：大类为两位数字，小类为四位或六位数字",
              "code: two digits on the upper level, four or six on the lower"));
    }
    String parent = line.parent();
    if (parent != null && !line.code().startsWith(parent)) {
      wrong.add(
          Refusal.field(
              "code", "小类编号应以大类编号“" + parent + "”开头", "the code must begin with " + parent));
    }
    if (parent != null && upper(parent, together, list) == null) {
      wrong.add(Refusal.field("parent", "没有这个大类", "there is no such upper level"));
    }
    wrong.addAll(checkPlace(line, together, list));
    wrong.addAll(checkAllowance(line));
    return wrong;
  }

  /**
   * A line lies within its upper line's place, so that who may change the one may take away the
   * other with it.
   */
  private static List<Refusal> checkPlace(
      Category line, List<Category> together, ResponsibilityList list) {
    if (line.isUpper()) {
      boolean holds =
          list.lines().stream()
              .filter(lower -> line.code().equals(lower.parent()))
              .allMatch(lower -> line.division().contains(lower.division()));
      return holds
          ? List.of()
          : List.of(
              Refusal.field(
                  "division", "其下有小类归别处", "lines below it belong to places outside this one"));
    }
    Category upper = upper(line.parent(), together, list);
    return upper == null || upper.division().contains(line.division())
        ? List.of()
        : List.of(
            Refusal.field("division", "小类应归在大类的范围之内", "it must lie within its upper line's place"));
  }

  private static @Nullable Category upper(
      @Nullable String code, List<Category> together, ResponsibilityList list) {
    return Stream.concat(
            together.stream().filter(line -> line.code().equals(code)),
            code == null ? Stream.empty() : list.find(code).stream())
        .filter(Category::isUpper)
        .findFirst()
        .orElse(null);
  }

  private static List<Refusal> checkAllowance(Category line) {
    if (line.allowance() == null) return List.of();
    long minutes = line.allowance().time().toMinutes();
    return minutes >= 1 && minutes <= YEAR_OF_MINUTES
        ? List.of()
        : List.of(
            Refusal.field(
                "allowance", "时限应在 1 分钟到 366 天之间", "the allowance must be 1 minute to 366 days"));
  }

  /** Whether two lines say the same, whatever version each was read from. */
  static boolean same(Category a, Category b) {
    return a.code().equals(b.code())
        && Objects.equals(a.parent(), b.parent())
        && a.name().equals(b.name())
        && Objects.equals(a.lead(), b.lead())
        && a.assisting().equals(b.assisting())
        && Objects.equals(a.allowance(), b.allowance())
        && a.basis().equals(b.basis())
        && a.flexible().equals(b.flexible())
        && a.division().equals(b.division());
  }
}
