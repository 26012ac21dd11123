package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Listing;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The responsibility list, a matter a line, in the columns of its import. */
@Doors
class ListListed {

  /**
   * What the page's address asks for.
   *
   * @param version of the list; the one in force where none is named
   */
  record Query(
      @Field(zh = "版本", en = "Version") @Size(max = 6) String version,
      @Field(zh = "事项、编号或依据", en = "Matter, code or legal basis") @Size(max = 100) String q) {}

  /** A matter, and who answers for it. */
  record Row(
      @Field(zh = "编号", en = "code") String code,
      @Field(zh = "事项大类", en = "upper line") Text upper,
      @Field(zh = "事项小类", en = "matter") Text name,
      @Field(zh = "牵头单位", en = "leads") @Nullable OrganisationId lead,
      @Field(zh = "协办单位", en = "assist") List<OrganisationId> assisting,
      @Field(zh = "办结时限", en = "within") @Nullable Allowance allowance,
      @Field(zh = "法律依据", en = "legal basis") String basis,
      @Field(zh = "柔性执法提示", en = "when to persuade instead") String flexible,
      @Field(zh = "归哪里", en = "belongs to") DivisionCode division) {
    Row {
      assisting = List.copyOf(assisting);
    }
  }

  private static final Refusal NONE =
      Refusal.of("not-found", "清单没有这一版", "the list has no such version");

  private final ResponsibilityList list;

  ListListed(ResponsibilityList list) {
    this.list = list;
  }

  @Needs
  @Listing(
      name = "responsibility",
      zh = "责任清单",
      en = "Responsibility list",
      files = "/responsibility",
      api = "/api/v1/responsibility/lines",
      summary = "Matters of the responsibility list, in the columns of its import")
  Outcome<Listed<Row>> lines(Query query) {
    String named = query.version();
    if (!named.matches("[0-9]{0,6}")) return Outcome.refused(NONE);
    int version = named.isEmpty() ? list.version() : Integer.parseInt(named);
    if (version > list.version()) return Outcome.refused(NONE);
    List<Category> lines = list.lines(version);
    Map<String, Text> uppers = new HashMap<>();
    for (Category line : lines) if (line.isUpper()) uppers.put(line.code(), line.name());
    List<Row> rows =
        lines.stream()
            .filter(line -> line.parent() != null && ListController.says(line, query.q()))
            .map(line -> row(line, uppers.getOrDefault(line.parent(), Text.same(""))))
            .toList();
    return Outcome.done(Listed.of(rows, null));
  }

  private static Row row(Category line, Text upper) {
    return new Row(
        line.code(),
        upper,
        line.name(),
        line.lead(),
        line.assisting(),
        line.allowance(),
        line.basis(),
        line.flexible(),
        line.division());
  }
}
