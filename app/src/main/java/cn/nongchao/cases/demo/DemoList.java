package cn.nongchao.cases.demo;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.platform.DemoStep;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A responsibility list as a street might write it: {@code cases/responsibility-demo.csv}. */
@Component
class DemoList implements DemoStep {

  static final DivisionCode STREET = new DivisionCode("330114003");

  private static final CSVFormat FORM =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private final ResponsibilityList list;
  private final Organisations organisations;

  DemoList(ResponsibilityList list, Organisations organisations) {
    this.list = list;
    this.organisations = organisations;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public String name() {
    return "responsibility-list";
  }

  @Override
  public Text title() {
    return Text.of("责任清单", "responsibility list");
  }

  @Override
  public void load() {
    Map<String, OrganisationId> known =
        organisations
            .ofKinds(
                Set.of(Organisation.DEPARTMENT, Organisation.SQUAD, Organisation.POLICE), STREET)
            .stream()
            .collect(Collectors.toMap(Organisation::name, Organisation::id, (a, b) -> a));
    try (Reader in = reader("/cases/responsibility-demo.csv");
        var rows = FORM.parse(in)) {
      List<Category> lines = rows.stream().map(row -> line(row, known)).toList();
      list.edit(lines, list.version(), "首次发布", Actor.automatic("demo")).orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reader reader(String resource) {
    return new InputStreamReader(
        Objects.requireNonNull(DemoList.class.getResourceAsStream(resource), resource),
        StandardCharsets.UTF_8);
  }

  private static Category line(CSVRecord row, Map<String, OrganisationId> known) {
    String parent = row.get("parent");
    return new Category(
        row.get("code"),
        0,
        parent.isEmpty() ? null : parent,
        Text.of(row.get("zh"), row.get("en")),
        known.get(row.get("lead")),
        Arrays.stream(row.get("assisting").split(";"))
            .map(known::get)
            .filter(Objects::nonNull)
            .toList(),
        allowance(row.get("allowance")),
        row.get("basis"),
        row.get("flexible"),
        STREET);
  }

  /** {@code 4h} working hours, {@code 2d} workdays. */
  private static @Nullable Allowance allowance(String text) {
    if (text.isEmpty()) return null;
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return text.endsWith("d") ? Allowance.workdays(number) : Allowance.workingHours(number);
  }
}
