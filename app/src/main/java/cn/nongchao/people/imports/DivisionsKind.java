package cn.nongchao.people.imports;

import cn.nongchao.form.Also;
import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.people.Among;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.places.DivisionRow;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A file of the division tree, of any city: code, name, parent, level. */
@Component
class DivisionsKind implements ImportKind<DivisionsKind.Place> {

  /** A place; the file may add it. */
  record Place(
      @Field(zh = "代码", en = "code", example = "330114003201")
          @Also({"编码", "区划代码", "行政区划代码", "区划编码"})
          @Among(
              within = Among.Within.ROLES,
              roles = PeopleRoles.ADMINISTRATOR,
              unknownToo = true,
              digits = 2)
          DivisionCode code,
      @Field(zh = "名称", en = "name", example = "同一村委会")
          @Also({"区划名称", "行政区划名称"})
          @NotBlank
          @Size(max = 60)
          String name,
      @Field(zh = "上级代码", en = "parent", example = "330114003") @Also({"上级", "上级区划代码"})
          String parent,
      @Field(zh = "级别", en = "level", example = "村") String level)
      implements Checked {

    @Override
    public List<Refusal> unfit() {
      List<Refusal> wrong = new ArrayList<>();
      Level own = Objects.requireNonNull(Level.of(code));
      int digits = code.value().length();
      if (!level.isEmpty()
          && !level.equals(own.word())
          && !own.title().en().equalsIgnoreCase(level)
          && !own.title().zh().contains(level)) {
        wrong.add(
            Refusal.field(
                "level",
                digits + " 位代码的级别是“" + own.title().zh() + "”，而不是 " + level,
                "a code of " + digits + " digits is a " + own.word() + ", not " + level));
      }
      DivisionCode above = code.parent();
      if (!parent.isEmpty() && !parent.equals(above.value())) {
        wrong.add(
            Refusal.field(
                "parent",
                "按代码，上级应为 " + above + "，而不是 " + parent,
                "by the code the place above is " + above + ", not " + parent));
      }
      return wrong;
    }
  }

  private final DivisionTree tree;

  DivisionsKind(DivisionTree tree) {
    this.tree = tree;
  }

  @Override
  public String name() {
    return "divisions";
  }

  @Override
  public Text title() {
    return Text.of("区划", "Places");
  }

  @Override
  public Class<Place> row() {
    return Place.class;
  }

  @Override
  public int most() {
    return 60_000;
  }

  @Override
  public String list() {
    return "/divisions";
  }

  /** What the list of this product has beside. */
  @Override
  public Set<String> passedOver() {
    return Set.of("边界", "outline");
  }

  @Override
  public String action() {
    return "divisions-imported";
  }

  @Override
  public List<Verdict> look(List<Row<Place>> rows, Importing by) {
    Set<DivisionCode> inFile =
        rows.stream().map(row -> row.value().code()).collect(Collectors.toCollection(HashSet::new));
    Set<DivisionCode> asked = new HashSet<>(inFile);
    inFile.forEach(code -> asked.add(code.parent()));
    Map<String, String> known = tree.known(asked);
    Twice codes = new Twice("code");
    List<Verdict> verdicts = new ArrayList<>();
    for (Row<Place> row : rows) {
      DivisionCode code = row.value().code();
      List<Refusal> wrong = new ArrayList<>(codes.see(row.line(), code.value()));
      DivisionCode parent = code.parent();
      boolean isTop = parent.equals(DivisionCode.ALL);
      if (!isTop && !inFile.contains(parent) && !known.containsKey(parent.value())) {
        wrong.add(
            Refusal.field(
                "parent",
                "上级 " + parent + " 既不在文件中也不在库中",
                "the place above, " + parent + ", is neither in the file nor known"));
      }
      verdicts.add(verdict(row.value(), known.get(code.value())).but(wrong));
    }
    return verdicts;
  }

  private static Verdict verdict(Place place, @Nullable String now) {
    if (now == null) return Verdict.fresh();
    Map<String, String> before = now.equals(place.name()) ? Map.of() : Map.of("name", now);
    return Verdict.known(Text.of("代码", "code"), false, before);
  }

  @Override
  public List<Refusal> write(List<Row<Place>> rows, Importing by) {
    tree.put(
        rows.stream().map(row -> new DivisionRow(row.value().code(), row.value().name())).toList());
    return List.of();
  }
}
