package cn.nongchao.cases;

import cn.nongchao.form.Also;
import cn.nongchao.form.Field;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The responsibility list 责任清单 as an office keeps it, taken in as one version. A matter is known by
 * its name below its upper line; codes are given by the product.
 */
@Component
class ListKind implements ImportKind<ListKind.Line> {

  /** A matter, and who answers for it. */
  record Line(
      @Field(zh = "事项大类", en = "upper line", example = "市容环境")
          @Also({"大类", "类别", "事项类别", "一级分类", "大类名称", "领域"})
          @NotBlank
          @Size(max = 40)
          String upper,
      @Field(zh = "事项小类", en = "matter", example = "占道经营")
          @Also({"小类", "事项", "事项名称", "具体事项", "小类名称", "二级分类"})
          @NotBlank
          @Size(max = 40)
          String name,
      @Field(zh = "牵头单位", en = "leads", example = "综合信息指挥室")
          @Also({"责任单位", "主办单位", "牵头部门", "主责单位", "牵头科室", "责任部门", "lead"})
          @Among(
              within = Among.Within.ROLES,
              roles = PeopleRoles.ADMINISTRATOR,
              kinds = {
                Organisation.STREET,
                Organisation.DEPARTMENT,
                Organisation.SQUAD,
                Organisation.POLICE
              })
          @Nullable OrganisationId lead,
      @Field(zh = "协办单位", en = "assist")
          @Also({"配合单位", "协同单位", "配合部门", "协办部门", "协同部门", "assisting"})
          @Among(
              within = Among.Within.ROLES,
              roles = PeopleRoles.ADMINISTRATOR,
              kinds = {
                Organisation.STREET,
                Organisation.DEPARTMENT,
                Organisation.SQUAD,
                Organisation.POLICE
              })
          List<OrganisationId> assisting,
      @Field(zh = "办结时限", en = "within", example = "3 工作日")
          @Also({"处置时限", "时限", "办理时限", "时限要求", "完成时限", "allowance"})
          @Nullable Allowance allowance,
      @Field(zh = "法律依据", en = "legal basis")
          @Also({"依据", "执法依据", "法律法规依据", "法规依据", "basis"})
          @Size(max = 1000)
          String basis,
      @Field(zh = "柔性执法提示", en = "when to persuade instead") @Also({"柔性执法"}) @Size(max = 1000)
          String flexible,
      @Field(zh = "归哪里", en = "belongs to", hintZh = "区划", hintEn = "a place")
          @Also({"所属区划", "区划"})
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          @Nullable DivisionCode division) {}

  private final ResponsibilityList list;
  private final Organisations organisations;

  ListKind(ResponsibilityList list, Organisations organisations) {
    this.list = list;
    this.organisations = organisations;
  }

  @Override
  public String name() {
    return "responsibility";
  }

  @Override
  public Text title() {
    return Text.of("责任清单", "Responsibility list");
  }

  @Override
  public Class<Line> row() {
    return Line.class;
  }

  @Override
  public int most() {
    return 2000;
  }

  /** What the list of this product has beside. */
  @Override
  public Set<String> passedOver() {
    return Set.of("编号", "code");
  }

  @Override
  public String list() {
    return "/responsibility";
  }

  @Override
  public String action() {
    return "responsibility-imported";
  }

  @Override
  public Set<String> sayable() {
    return Set.of("division");
  }

  @Override
  public List<Verdict> look(List<Row<Line>> rows, Importing by) {
    Lines lines = new Lines(list.lines());
    Map<String, Integer> seen = new HashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<Line> row : rows) {
      Line line = row.value();
      List<Refusal> wrong = new ArrayList<>();
      Integer before = seen.putIfAbsent(line.upper() + " / " + line.name(), row.line());
      if (before != null) {
        wrong.add(Refusal.field("name", "与第 " + before + " 行重复", "the same as in row " + before));
      }
      if (line.division() == null && !by.isWhole()) {
        wrong.add(Refusal.field("division", "请选择这一项归哪里", "choose the place the line belongs to"));
      }
      Category now = lines.known(line);
      wrong.addAll(lines.beyond(line, by));
      Category next = lines.next(line);
      if (next == null) {
        wrong.add(Refusal.field("upper", "编号已用完", "no code is left for another"));
        verdicts.add(Verdict.fresh().but(wrong));
        continue;
      }
      Map<String, String> made = Map.of("allowance", said(next.allowance()));
      Verdict verdict =
          now == null
              ? Verdict.fresh()
              : Verdict.known(Text.of("名称", "name"), false, before(now, next));
      verdicts.add(verdict.making(made).but(wrong));
    }
    return verdicts;
  }

  private static String said(@Nullable Allowance allowance) {
    return allowance == null ? "" : allowance.title().zh() + " " + allowance.title().en();
  }

  private Map<String, String> before(Category now, Category next) {
    Map<String, String> before = new HashMap<>();
    if (!Objects.equals(now.lead(), next.lead())) {
      before.put("lead", now.lead() == null ? "—" : organisations.name(now.lead()));
    }
    if (!now.assisting().equals(next.assisting())) {
      Map<OrganisationId, String> names = organisations.names(now.assisting());
      before.put("assisting", names.isEmpty() ? "—" : String.join("、", names.values()));
    }
    if (!Objects.equals(now.allowance(), next.allowance())) {
      before.put("allowance", now.allowance() == null ? "—" : said(now.allowance()));
    }
    if (!now.basis().equals(next.basis())) before.put("basis", cut(now.basis()));
    if (!now.flexible().equals(next.flexible())) before.put("flexible", cut(now.flexible()));
    return before;
  }

  private static String cut(String text) {
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
    return shown.isEmpty() ? "—" : shown;
  }

  @Override
  public List<Refusal> write(List<Row<Line>> rows, Importing by) {
    int seen = list.version();
    Lines lines = new Lines(list.lines());
    Map<String, Category> all = new LinkedHashMap<>();
    for (Row<Line> row : rows) {
      Category next = lines.next(row.value());
      if (next == null) continue;
      Category upper = Objects.requireNonNull(lines.upper(row.value()));
      all.put(upper.code(), upper);
      all.put(next.code(), next);
    }
    Actor actor = new Actor.Automatic("import", null, by.label());
    Outcome<Integer> version =
        list.edit(
            List.copyOf(all.values()), seen, "导入责任清单 / taken in from a file", by.person(), actor);
    return version instanceof Outcome.Refused<Integer>(List<Refusal> reasons) ? reasons : List.of();
  }

  /** The list as it stands, with what a file adds. */
  private static final class Lines {

    private final List<Category> list;
    private final List<Category> uppers = new ArrayList<>();
    private final Map<String, Category> lowers = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Lines(List<Category> list) {
      this.list = list;
      list.forEach(line -> taken.add(line.code()));
      list.stream().filter(Category::isUpper).forEach(uppers::add);
    }

    /** The upper line of this name in whose place the line would lie; null where there is none. */
    @Nullable Category upper(Line line) {
      return uppers.stream()
          .filter(one -> isNamed(one, line.upper()))
          .filter(one -> line.division() == null || one.division().contains(line.division()))
          .findFirst()
          .orElse(null);
    }

    private static boolean isNamed(Category one, String name) {
      return one.name().zh().equals(name) || one.name().en().equalsIgnoreCase(name);
    }

    @Nullable Category known(Line line) {
      Category upper = upper(line);
      if (upper == null) return null;
      return list.stream()
          .filter(one -> upper.code().equals(one.parent()))
          .filter(one -> isNamed(one, line.name()))
          .findFirst()
          .orElse(null);
    }

    /** Whether the line is somebody else's to change. */
    List<Refusal> beyond(Line line, Importing by) {
      Category now = known(line);
      return now == null || by.covers(now.division())
          ? List.of()
          : List.of(
              Refusal.field(
                  "name",
                  "这一项归别处，须由管辖那里的人修改",
                  "this line belongs to another place: those over that may change it"));
    }

    /**
     * The line as it shall be, its upper one made where there is none; null where codes are out.
     */
    @Nullable Category next(Line line) {
      Category upper = upper(line);
      if (upper == null) {
        String code = free("", 2);
        if (code == null) return null;
        DivisionCode place = line.division() == null ? DivisionCode.ALL : line.division();
        upper =
            new Category(
                code, 0, null, Text.same(line.upper()), null, List.of(), null, "", "", place);
        uppers.add(upper);
      }
      String key = upper.code() + " " + line.name();
      Category before = lowers.get(key);
      if (before != null) return before;
      Category known = known(line);
      String code = known == null ? free(upper.code(), 2) : known.code();
      if (code == null) code = free(upper.code(), 4);
      if (code == null) return null;
      Category next = known == null ? fresh(line, code, upper) : changed(line, known);
      lowers.put(key, next);
      return next;
    }

    private static Category fresh(Line line, String code, Category upper) {
      return new Category(
          code,
          0,
          upper.code(),
          Text.same(line.name()),
          line.lead(),
          line.assisting(),
          line.allowance(),
          line.basis(),
          line.flexible(),
          line.division() == null ? upper.division() : line.division());
    }

    /** What the file does not say stays. */
    private static Category changed(Line line, Category known) {
      return new Category(
          known.code(),
          0,
          known.parent(),
          known.name(),
          line.lead() == null ? known.lead() : line.lead(),
          line.assisting().isEmpty() ? known.assisting() : line.assisting(),
          line.allowance() == null ? known.allowance() : line.allowance(),
          line.basis().isEmpty() ? known.basis() : line.basis(),
          line.flexible().isEmpty() ? known.flexible() : line.flexible(),
          known.division());
    }

    private @Nullable String free(String parent, int digits) {
      for (int n = 1; n < Math.pow(10, digits); n++) {
        String code = parent + ("%0" + digits + "d").formatted(n);
        if (taken.add(code)) return code;
      }
      return null;
    }
  }
}
