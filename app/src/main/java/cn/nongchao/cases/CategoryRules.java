package cn.nongchao.cases;

import cn.nongchao.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a line of the responsibility list must be. */
final class CategoryRules {

  private static final int NAME_LIMIT = 40;
  private static final int TEXT_LIMIT = 1000;
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
    if (parent != null && !isUpper(parent, together, list)) {
      wrong.add(Refusal.field("parent", "没有这个大类", "there is no such upper level"));
    }
    if (line.name().zh().isBlank()) {
      wrong.add(Refusal.field("nameZh", "请填写名称", "a Chinese name is needed"));
    }
    if (line.name().en().isBlank()) {
      wrong.add(Refusal.field("nameEn", "请填写英文名称", "an English name is needed"));
    }
    if (line.name().zh().length() > NAME_LIMIT || line.name().en().length() > 2 * NAME_LIMIT) {
      wrong.add(Refusal.field("nameZh", "名称过长", "the name is too long"));
    }
    if (line.basis().length() > TEXT_LIMIT || line.flexible().length() > TEXT_LIMIT) {
      wrong.add(Refusal.field("basis", "依据和提示各不超过 1000 字", "at most 1,000 characters each"));
    }
    wrong.addAll(checkAllowance(line));
    return wrong;
  }

  private static boolean isUpper(String code, List<Category> together, ResponsibilityList list) {
    return together.stream().anyMatch(line -> line.isUpper() && line.code().equals(code))
        || list.find(code).filter(Category::isUpper).isPresent();
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
        && a.flexible().equals(b.flexible());
  }
}
