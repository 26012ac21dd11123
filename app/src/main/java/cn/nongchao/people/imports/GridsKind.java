package cn.nongchao.people.imports;

import cn.nongchao.form.Also;
import cn.nongchao.form.Field;
import cn.nongchao.form.Forms;
import cn.nongchao.form.Given;
import cn.nongchao.people.Among;
import cn.nongchao.people.Division;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.places.DivisionRow;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A list of grids 网格一览: which community each lies in and who walks it. A grid is known by its name
 * within the community; codes are given by the product, and with the grid its worker's grant.
 */
@Component
class GridsKind implements ImportKind<GridsKind.Grid> {

  /** Declared by the module whose work it is; where there is none, nobody can be named. */
  private static final String WORKER = "GRID_WORKER";

  /** A grid; the file may add it. */
  record Grid(
      @Field(zh = "所属社区", en = "community", example = "同一村")
          @Also({"社区", "村社", "所属村社", "所在社区", "所属村", "村", "社区名称", "所属村（社区）", "village", "parent"})
          @Among(within = Among.Within.ROLES, roles = PeopleRoles.ADMINISTRATOR, digits = 12)
          DivisionCode community,
      @Field(zh = "网格名称", en = "grid", example = "同一第一网格")
          @Also({"网格", "名称", "网格名", "name"})
          @NotBlank
          @Size(max = 60)
          String name,
      @Field(zh = "网格编码", en = "code")
          @Also({"网格代码", "编码", "代码", "网格编号"})
          @Pattern(
              regexp = "([0-9]{15})?",
              message = "网格编码为 15 位数字，可不填 | a grid's code has 15 digits, or is left out")
          String code,
      @Field(zh = "网格长", en = "grid worker")
          @Also({"网格员", "专职网格员", "网格长姓名", "网格员姓名"})
          @Size(max = 40)
          String worker,
      @Field(zh = "网格长电话", en = "phone")
          @Also({"电话", "手机", "联系电话", "手机号码", "手机号", "联系方式"})
          @Size(max = 40)
          String phone) {}

  private final DivisionTree tree;
  private final Divisions divisions;
  private final OnePerson persons;
  private final Grants grants;
  private final Forms forms;

  GridsKind(DivisionTree tree, Divisions divisions, OnePerson persons, Grants grants, Forms forms) {
    this.tree = tree;
    this.divisions = divisions;
    this.persons = persons;
    this.grants = grants;
    this.forms = forms;
  }

  @Override
  public String name() {
    return "grids";
  }

  @Override
  public Text title() {
    return Text.of("网格", "Grids");
  }

  @Override
  public Class<Grid> row() {
    return Grid.class;
  }

  @Override
  public String list() {
    return "/divisions";
  }

  @Override
  public String action() {
    return "grids-imported";
  }

  @Override
  public List<Verdict> look(List<Row<Grid>> rows, Importing by) {
    Codes codes = new Codes(rows);
    Twice names = new Twice("name");
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<Grid> row : rows) {
      Grid grid = row.value();
      List<Refusal> wrong =
          new ArrayList<>(names.see(row.line(), grid.community() + " " + grid.name()));
      if (!grid.code().isEmpty() && !grid.code().startsWith(grid.community().value())) {
        wrong.add(
            Refusal.field(
                "code",
                "网格编码应以社区代码 " + grid.community() + " 开头",
                "the code must begin with the community's, " + grid.community()));
      }
      Division now = codes.known(grid);
      DivisionCode code = now == null ? codes.next(grid) : now.code();
      if (code == null) {
        wrong.add(Refusal.field("community", "这个社区的网格已满 999 个", "it has 999 grids already"));
      }
      PersonId worker = worker(row, by, wrong);
      verdicts.add(verdict(grid, now, code, worker).but(wrong));
    }
    return verdicts;
  }

  private Verdict verdict(
      Grid grid, @Nullable Division now, @Nullable DivisionCode code, @Nullable PersonId worker) {
    Map<String, String> made = code == null ? Map.of() : Map.of("code", code.value());
    if (now == null) return Verdict.fresh().making(made);
    Map<String, String> before = new HashMap<>();
    if (!now.name().equals(grid.name())) before.put("name", now.name());
    if (worker != null && !persons.holds(worker, WORKER, now.code().value())) {
      before.put("worker", "—");
    }
    return Verdict.known(Text.of("名称和社区", "name and community"), false, before).making(made);
  }

  private @Nullable PersonId worker(Row<Grid> row, Importing by, List<Refusal> wrong) {
    Grid grid = row.value();
    if (grid.worker().isEmpty()) return null;
    return switch (persons.find(grid.worker(), grid.phone(), grid.community(), by)) {
      case Outcome.Done<PersonId>(PersonId found) -> found;
      case Outcome.Refused<PersonId>(List<Refusal> reasons) -> {
        wrong.addAll(PersonRows.under("worker", reasons));
        yield null;
      }
    };
  }

  @Override
  public List<Refusal> write(List<Row<Grid>> rows, Importing by) {
    Codes codes = new Codes(rows);
    List<DivisionRow> places = new ArrayList<>();
    Map<Row<Grid>, DivisionCode> all = new HashMap<>();
    for (Row<Grid> row : rows) {
      Division now = codes.known(row.value());
      DivisionCode code = now == null ? codes.next(row.value()) : now.code();
      if (code == null) continue;
      places.add(new DivisionRow(code, row.value().name()));
      all.put(row, code);
    }
    tree.put(places);
    for (Row<Grid> row : rows) {
      List<Refusal> wrong = new ArrayList<>();
      PersonId worker = worker(row, by, wrong);
      DivisionCode code = all.get(row);
      if (worker != null && code != null && !persons.holds(worker, WORKER, code.value())) {
        wrong.addAll(give(worker, code, by));
      }
      if (!wrong.isEmpty()) return wrong;
    }
    return List.of();
  }

  private List<Refusal> give(PersonId worker, DivisionCode grid, Importing by) {
    Map<String, String> values =
        Map.of("id", Ids.next().toString(), "role", WORKER, "division", grid.value());
    Outcome<?> given =
        forms
            .read(NewGrant.class, Given.row(values), by.asking())
            .then(grant -> grants.give(worker, grant, by.scope()));
    return given instanceof Outcome.Refused<?>(List<Refusal> reasons) ? reasons : List.of();
  }

  /** What grids there are in the communities of a file, and the codes that are free there. */
  private final class Codes {

    private final Map<DivisionCode, List<Division>> grids = new HashMap<>();
    private final Set<DivisionCode> taken = new HashSet<>();

    Codes(List<Row<Grid>> rows) {
      for (Row<Grid> row : rows) {
        grids.computeIfAbsent(row.value().community(), c -> divisions.below(c, Level.GRID));
        if (!row.value().code().isEmpty()) taken.add(new DivisionCode(row.value().code()));
      }
      grids.values().forEach(all -> all.forEach(grid -> taken.add(grid.code())));
    }

    @Nullable Division known(Grid grid) {
      return grids.getOrDefault(grid.community(), List.of()).stream()
          .filter(one ->
              grid.code().isEmpty()
                  ? one.name().equals(grid.name())
                  : one.code().value().equals(grid.code()))
          .findFirst()
          .orElse(null);
    }

    /** The next that is free; null where none is. */
    @Nullable DivisionCode next(Grid grid) {
      if (!grid.code().isEmpty()) return new DivisionCode(grid.code());
      for (int n = 1; n < 1000; n++) {
        DivisionCode code = new DivisionCode(grid.community().value() + "%03d".formatted(n));
        if (taken.add(code)) return code;
      }
      return null;
    }
  }
}
