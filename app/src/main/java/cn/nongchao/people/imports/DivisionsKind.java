package cn.nongchao.people.imports;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Forms;
import cn.nongchao.people.Among;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.places.DivisionRow;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A file of the division tree, of any city: code, name, parent, level. */
@Component
class DivisionsKind implements Kind {

  /** A place; the file may add it. */
  record Place(
      @Field(zh = "代码", en = "code", example = "330114003201")
          @Among(
              within = Among.Within.ROLES,
              roles = PeopleRoles.ADMINISTRATOR,
              unknownToo = true,
              digits = 2)
          DivisionCode code,
      @Field(zh = "名称", en = "name", example = "同一村委会") @NotBlank @Size(max = 60) String name,
      @Field(zh = "上级代码", en = "parent", example = "330114003") String parent,
      @Field(zh = "级别", en = "level", example = "村") String level)
      implements Checked {

    @Override
    public List<Refusal> unfit() {
      List<Refusal> wrong = new ArrayList<>();
      Level own = Objects.requireNonNull(Level.of(code));
      int digits = code.value().length();
      if (!level.isEmpty() && !level.equals(own.word()) && !own.title().zh().contains(level)) {
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

  private final Forms forms;
  private final DivisionTree tree;
  private final Audit audit;
  private final List<Column> columns;

  DivisionsKind(Forms forms, DivisionTree tree, Audit audit) {
    this.forms = forms;
    this.tree = tree;
    this.audit = audit;
    this.columns = Column.of(forms.of(Place.class));
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
  public List<Column> columns() {
    return columns;
  }

  @Override
  public int most() {
    return 60_000;
  }

  @Override
  public Outcome<List<Item>> read(String fileName, byte[] content) {
    return Tables.read(fileName, content, columns, most());
  }

  @Override
  public List<Item> check(List<Item> items, Scope scope) {
    Set<DivisionCode> inFile = new HashSet<>();
    Set<DivisionCode> parents = new HashSet<>();
    for (Item item : items) {
      DivisionCode code = code(item);
      if (code == null) continue;
      inFile.add(code);
      parents.add(code.parent());
    }
    parents.addAll(inFile);
    Map<String, String> known = tree.known(parents);
    Twice codes = new Twice("code");
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      List<Refusal> wrong = new ArrayList<>(codes.see(item));
      if (item.read(Place.class, forms, scope)
          instanceof Outcome.Refused<Place>(List<Refusal> reasons)) wrong.addAll(reasons);
      DivisionCode code = code(item);
      DivisionCode parent = code == null ? DivisionCode.ALL : code.parent();
      boolean isTop = parent.equals(DivisionCode.ALL);
      if (!isTop && !inFile.contains(parent) && !known.containsKey(parent.value())) {
        wrong.add(
            Refusal.field(
                "parent",
                "上级 " + parent + " 既不在文件中也不在库中",
                "the place above, " + parent + ", is neither in the file nor known"));
      }
      checked.add(item.and(wrong).doing(change(item, known)));
    }
    return checked;
  }

  private static Change change(Item item, Map<String, String> known) {
    String now = known.get(item.get("code"));
    if (now == null) return Change.NEW;
    return now.equals(item.get("name")) ? Change.NONE : Change.of("name", now);
  }

  @Override
  public List<Refusal> write(List<Item> items, Scope scope) {
    List<DivisionRow> rows = new ArrayList<>();
    for (Item item : items) {
      Outcome<Place> read = item.read(Place.class, forms, scope);
      if (read instanceof Outcome.Refused<Place>(List<Refusal> reasons)) return reasons;
      Place place = read.orThrow();
      rows.add(new DivisionRow(place.code(), place.name()));
    }
    tree.put(rows);
    return List.of();
  }

  @Override
  public void note(Scope scope, String fileName, int rows) {
    audit.record(
        "divisions-imported", scope.by(), fileName, Map.of("rows", Integer.toString(rows)));
  }

  private static @Nullable DivisionCode code(Item item) {
    DivisionCode code = DivisionCode.read(item.get("code").strip());
    return code == null || code.equals(DivisionCode.ALL) ? null : code;
  }
}
