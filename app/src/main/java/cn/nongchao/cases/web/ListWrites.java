package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.cases.Category;
import cn.nongchao.cases.CategoryCode;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.cases.Upper;
import cn.nongchao.form.Area;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Flat;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Told;
import cn.nongchao.form.Words;
import cn.nongchao.form.Write;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.Among;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Editing the responsibility list: each line by those who answer for its place. */
@Doors
class ListWrites {

  static final Set<String> EDITORS = Set.of(PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK);

  private final ResponsibilityList list;

  ListWrites(ResponsibilityList list) {
    this.list = list;
  }

  /** In what an allowance is said. */
  enum Counted implements Titled {
    @Words(zh = "工作日", en = "workdays")
    WORKDAY(Allowance.WORKDAY, true),
    @Words(zh = "工作小时", en = "working hours")
    WORKHOUR(Duration.ofHours(1), true),
    @Words(zh = "小时（全天计）", en = "hours round the clock")
    HOUR(Duration.ofHours(1), false),
    @Words(zh = "分钟（全天计）", en = "minutes round the clock")
    MINUTE(Duration.ofMinutes(1), false);

    private final Duration one;
    private final boolean working;

    Counted(Duration one, boolean working) {
      this.one = one;
      this.working = working;
    }
  }

  /**
   * How long the whole may take.
   *
   * @param unit null for minutes, of which a working day has 480
   * @param working without a unit: whether only working time counts, as it does if nothing is said
   */
  record Within(
      @Field(
              zh = "办结时限",
              en = "Within",
              hintZh = "不填按 5 个工作日",
              hintEn = "5 workdays if empty; without a unit minutes, of which a workday has 480")
          @Nullable
          @Min(1)
          Integer allowance,
      @Field(zh = "时限单位", en = "Counted in") @Nullable Counted unit,
      @Nullable Boolean working) {

    static Within of(@Nullable Allowance allowance) {
      if (allowance == null) return new Within(null, Counted.WORKDAY, null);
      for (Counted unit : Counted.values()) {
        boolean whole = allowance.time().toMinutes() % unit.one.toMinutes() == 0;
        if (whole && unit.working == allowance.working()) {
          return new Within((int) allowance.time().dividedBy(unit.one), unit, null);
        }
      }
      return new Within((int) allowance.time().toMinutes(), null, allowance.working());
    }

    @Nullable Allowance said() {
      if (allowance == null) return null;
      Counted in = unit == null ? Counted.MINUTE : unit;
      boolean counts = unit == null ? !Boolean.FALSE.equals(working) : unit.working;
      return new Allowance(in.one.multipliedBy(allowance), counts);
    }
  }

  /**
   * A line as it shall be.
   *
   * @param version of the list the editor saw
   * @param division what is not said stays as it is; a new line belongs where its upper line does,
   *     or where the editor answers
   */
  record Line(
      int version,
      @Field(zh = "所属大类", en = "Upper line", hintZh = "大类自身留空", hintEn = "None for an upper line")
          @Upper
          @Nullable CategoryCode parent,
      @Field(zh = "名称", en = "Name in Chinese") @NotBlank @Size(max = 40) String nameZh,
      @Field(zh = "英文名称", en = "Name in English") @NotBlank @Size(max = 80) String nameEn,
      @Field(
              zh = "归哪里",
              en = "Belongs to",
              hintZh = "由管辖那里的管理员和经办人修改；不选则不变",
              hintEn = "Those over it may change the line; as it is if nothing is chosen")
          @On
          @Among(
              within = Among.Within.ROLES,
              roles = {PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK})
          @Nullable DivisionCode division,
      @Field(zh = "牵头单位", en = "Leads")
          @Among(
              kinds = {
                Organisation.STREET,
                Organisation.DEPARTMENT,
                Organisation.SQUAD,
                Organisation.POLICE
              })
          @Nullable OrganisationId lead,
      @Field(zh = "协办单位", en = "Assist")
          @Among(
              kinds = {
                Organisation.STREET,
                Organisation.DEPARTMENT,
                Organisation.SQUAD,
                Organisation.POLICE
              })
          List<OrganisationId> assisting,
      @Flat Within within,
      @Field(
              zh = "法律依据",
              en = "Legal basis",
              hintZh = "写明法规名称和条款",
              hintEn = "Law and article",
              readers = Readers.PUBLIC)
          @Area(rows = 2)
          @Size(max = 1000)
          String basis,
      @Field(zh = "柔性执法提示", en = "When to persuade instead", readers = Readers.STAFF)
          @Area(rows = 2)
          @Size(max = 1000)
          String flexible,
      @Field(zh = "修改原因", en = "Why it is changed", readers = Readers.STAFF)
          @NotBlank
          @Size(max = 200)
          String reason) {

    static Line fresh(int version) {
      return new Line(version, null, "", "", null, null, List.of(), Within.of(null), "", "", "");
    }

    static Line of(Category line, int version) {
      return new Line(
          version,
          CategoryCode.of(line.parent()),
          line.name().zh(),
          line.name().en(),
          line.division(),
          line.lead(),
          line.assisting(),
          Within.of(line.allowance()),
          line.basis(),
          line.flexible(),
          "");
    }

    Category line(String code, DivisionCode place) {
      return new Category(
          code,
          0,
          CategoryCode.value(parent),
          Text.of(nameZh, nameEn),
          lead,
          assisting,
          within.said(),
          basis,
          flexible,
          place);
    }
  }

  /** A line that was not there. */
  record NewLine(
      @Field(
              zh = "编号",
              en = "Code",
              hintZh = "大类 2 位数字，小类 4 位或 6 位",
              hintEn = "2 digits upper, 4 or 6 lower")
          @NotBlank
          @Size(max = 6)
          String code,
      @Flat Line line) {

    static NewLine fresh(int version) {
      return new NewLine("", Line.fresh(version));
    }
  }

  /** What an edit came to: the version of the list that has it. */
  record Written(String code, int version) implements Told {
    @Override
    public Text told() {
      return Text.of("已保存为第 " + version + " 版", "Saved as version " + version);
    }
  }

  @Write(
      name = "line-added",
      zh = "保存为新版本",
      en = "Save as a new version",
      page = "/responsibility/new",
      to = "/responsibility",
      api = "POST /api/v1/responsibility",
      by = {PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK},
      over = Over.FIELD,
      makes = "/api/v1/responsibility",
      about = "Adds a line, refused where the code is in use; otherwise as PUT.")
  Outcome<Written> add(NewLine wish, Viewer viewer) {
    if (list.find(wish.code()).isPresent()) {
      return Outcome.refused(Refusal.field("code", "这个编号已有", "this code is in use"));
    }
    return put(new CategoryCode(wish.code()), wish.line(), viewer);
  }

  @Write(
      name = "line-changed",
      zh = "保存为新版本",
      en = "Save as a new version",
      page = "/responsibility/{code}",
      to = "/responsibility",
      api = "PUT /api/v1/responsibility/{code}",
      by = {PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK},
      over = Over.SUBJECT,
      about =
          "Adds or replaces a line of the responsibility list, which makes a new version of it."
              + " Name the version you saw; 409 says that somebody edited the list first. A line"
              + " that says what is in force already changes nothing, so that the same sent twice"
              + " is done once.")
  Outcome<Written> put(@On CategoryCode code, Line line, Viewer viewer) {
    return place(code, line, viewer)
        .then(place ->
            list.edit(
                List.of(line.line(code.value(), place)),
                line.version(),
                line.reason(),
                Actor.of(viewer)))
        .map(version -> new Written(code.value(), version));
  }

  /** Where a line belongs if nothing is said. */
  private Outcome<DivisionCode> place(CategoryCode code, Line line, Viewer viewer) {
    if (line.division() != null) return Outcome.done(line.division());
    Category now = list.latest(code.value()).orElse(null);
    if (now != null) return Outcome.done(now.division());
    Category upper = line.parent() == null ? null : list.find(line.parent().value()).orElse(null);
    if (upper != null && LineReach.covers(viewer, upper, EDITORS)) {
      return Outcome.done(upper.division());
    }
    Set<DivisionCode> places = viewer.places(EDITORS);
    List<DivisionCode> widest =
        places.stream()
            .filter(one -> places.stream().noneMatch(o -> !o.equals(one) && o.contains(one)))
            .toList();
    return widest.size() == 1
        ? Outcome.done(widest.getFirst())
        : Outcome.refused(
            Refusal.field("division", "请选择这一项归哪里", "choose the place the line belongs to"));
  }

  /** A line to be taken out. */
  record Retiring(
      int version,
      @Field(zh = "修改原因", en = "Why it is changed", readers = Readers.STAFF)
          @NotBlank
          @Size(max = 200)
          String reason) {}

  @Write(
      name = "line-retired",
      zh = "从清单中移除",
      en = "Take out of the list",
      page = "/responsibility/{code}/retire",
      back = "/responsibility/{code}",
      to = "/responsibility",
      api = "POST /api/v1/responsibility/{code}/retire",
      by = {PeopleRoles.ADMINISTRATOR, CasesRoles.CLERK},
      over = Over.SUBJECT,
      about =
          "With an upper line go the lower ones below it. Earlier versions keep it. Name the"
              + " version you saw; 409 says that somebody edited the list first. Sent twice, it is"
              + " done once.")
  Outcome<Written> retire(@On CategoryCode code, Retiring wish, Viewer viewer) {
    return list.retire(code.value(), wish.version(), wish.reason(), Actor.of(viewer))
        .map(version -> new Written(code.value(), version));
  }
}
