package cn.nongchao.cases;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.Served;
import cn.nongchao.platform.Preparation;
import cn.nongchao.platform.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/** Somebody must answer for whatever is reported. */
@Component
class ListPreparation implements Preparation {

  private final ResponsibilityList list;
  private final Served served;
  private final Divisions divisions;

  ListPreparation(ResponsibilityList list, Served served, Divisions divisions) {
    this.divisions = divisions;
    this.list = list;
    this.served = served;
  }

  @Override
  public int order() {
    return 40;
  }

  @Override
  public Text title() {
    return Text.of("责任清单", "Responsibility list");
  }

  @Override
  public Text purpose() {
    return Text.of("什么问题归谁办、多久办完。", "Which matter is whose, and by when.");
  }

  @Override
  public Standing standing() {
    return standing(Within.ALL);
  }

  @Override
  public Standing standing(Within within) {
    List<Category> all = list.lines().stream().filter(line -> !line.isUpper()).toList();
    List<Category> lines =
        all.stream().filter(line -> within.touches(line.division().value())).toList();
    long without = lines.stream().filter(line -> line.lead() == null).count();
    Way page = Way.to("/responsibility", "打开责任清单", "Open the list");
    Way file = Way.to("/imports/responsibility", "从文件导入", "From a file");
    List<DivisionCode> streets = served.streets(within);
    DivisionCode bare =
        streets.stream().filter(street -> !isFor(street, all)).findFirst().orElse(null);
    if (bare == null && !lines.isEmpty()) {
      return Standing.of(
          without == 0,
          lines.size() + " 项" + (without == 0 ? "，都有牵头单位。" : "，其中 " + without + " 项还没有牵头单位。"),
          lines.size()
              + " matters"
              + (without == 0
                  ? ", each with a lead."
                  : ", " + without + " of them without a lead."),
          page);
    }
    String street = bare == null || streets.size() == 1 ? "" : divisions.name(bare);
    Standing none =
        Standing.of(
            false,
            street + "还没有清单。可从随产品附带的清单开始，再逐项修改。",
            "There is none"
                + (street.isEmpty() ? "" : " for " + street)
                + ". Begin with the one that comes with the product, then change it.",
            file,
            page);
    return bare == null ? none : none.offering("list-begun", new ListBeginning(bare));
  }

  private static boolean isFor(DivisionCode street, List<Category> lines) {
    return lines.stream()
        .anyMatch(line -> line.division().contains(street) || street.contains(line.division()));
  }
}
