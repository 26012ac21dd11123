package cn.nongchao.cases;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import cn.nongchao.loop.Actor;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A responsibility list as a street might begin with: {@code cases/responsibility-start.csv}. Units
 * are found by their names in the street; the police station, of which there is one, by its kind.
 */
@Component
public class StartingList {

  private static final CSVFormat FORM =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
  private static final Set<String> KINDS =
      Set.of(Organisation.DEPARTMENT, Organisation.SQUAD, Organisation.POLICE);
  private static final String POLICE = "派出所";

  private final ResponsibilityList list;
  private final Organisations organisations;

  StartingList(ResponsibilityList list, Organisations organisations) {
    this.list = list;
    this.organisations = organisations;
  }

  /**
   * Makes it a street's own; refused where there are lines for the street already, but not where
   * they are the same, so that twice is once. A second street's lines have codes of their own.
   *
   * @return the version that has it
   */
  public Outcome<Integer> begin(DivisionCode street, String reason, Actor actor) {
    List<Category> lines = lines(street);
    List<Category> there = list.lines();
    List<Category> own = there.stream().filter(line -> line.division().equals(street)).toList();
    boolean same =
        lines.stream()
            .allMatch(line -> own.stream().anyMatch(one -> one.name().equals(line.name())));
    if (same) return Outcome.done(list.version());
    boolean taken =
        there.stream()
            .anyMatch(line -> line.division().contains(street) || street.contains(line.division()));
    if (taken) {
      return Outcome.refused(
          Refusal.of(
              "already-exists", "已经有责任清单了，请在清单中修改", "there is a list already: change it there"));
    }
    return besides(there, lines).then(free -> list.edit(free, list.version(), reason, actor));
  }

  /** The same lines under upper codes that nobody uses or used. */
  private Outcome<List<Category>> besides(List<Category> there, List<Category> lines) {
    Set<String> used = there.stream().map(Category::code).collect(toSet());
    boolean free = lines.stream().noneMatch(line -> used.contains(line.code()));
    if (free) return Outcome.done(lines);
    Map<String, String> codes = new HashMap<>();
    int next = 1;
    for (Category line : lines) {
      if (!line.isUpper()) continue;
      while (next < 100 && list.latest(upper(next)).isPresent()) next++;
      if (next > 99) {
        return Outcome.refused(
            Refusal.of("not-now", "大类编号已用完，请从文件导入", "no upper codes are left: import a file"));
      }
      codes.put(line.code(), upper(next++));
    }
    return Outcome.done(lines.stream().map(line -> under(line, codes)).toList());
  }

  private static String upper(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }

  private static Category under(Category line, Map<String, String> codes) {
    String parent = line.parent() == null ? null : codes.get(line.parent());
    String above = Objects.requireNonNull(codes.get(line.code().substring(0, 2)));
    return new Category(
        above + line.code().substring(2),
        0,
        parent,
        line.name(),
        line.lead(),
        line.assisting(),
        line.allowance(),
        line.basis(),
        line.flexible(),
        line.division());
  }

  private List<Category> lines(DivisionCode street) {
    Map<String, OrganisationId> known =
        organisations.ofKinds(KINDS, street).stream()
            .collect(
                toMap(
                    one -> one.kind().equals(Organisation.POLICE) ? POLICE : one.name(),
                    Organisation::id,
                    (a, b) -> a));
    try (Reader in =
            new InputStreamReader(
                Objects.requireNonNull(
                    StartingList.class.getResourceAsStream("/cases/responsibility-start.csv")),
                StandardCharsets.UTF_8);
        var rows = FORM.parse(in)) {
      return rows.stream().map(row -> line(row, street, known)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Category line(
      CSVRecord row, DivisionCode street, Map<String, OrganisationId> known) {
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
        street);
  }

  /** {@code 4h} working hours, {@code 2d} workdays. */
  private static @Nullable Allowance allowance(String text) {
    if (text.isEmpty()) return null;
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return text.endsWith("d") ? Allowance.workdays(number) : Allowance.workingHours(number);
  }
}
