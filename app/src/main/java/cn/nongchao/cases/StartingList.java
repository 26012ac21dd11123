package cn.nongchao.cases;

import static java.util.stream.Collectors.toMap;

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
import java.util.List;
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
   * Makes it the first version of a street's list; refused where there is a list already, but not
   * where it is the same, so that twice is once.
   *
   * @return the version that has it
   */
  public Outcome<Integer> begin(DivisionCode street, String reason, Actor actor) {
    List<Category> lines = lines(street);
    boolean same = lines.stream().allMatch(line -> list.find(line.code()).isPresent());
    if (list.version() > 0 && !same) {
      return Outcome.refused(
          Refusal.of(
              "already-exists", "已经有责任清单了，请在清单中修改", "there is a list already: change it there"));
    }
    return list.version() > 0 ? Outcome.done(list.version()) : list.edit(lines, 0, reason, actor);
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
