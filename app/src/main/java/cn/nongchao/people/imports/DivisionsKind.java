package cn.nongchao.people.imports;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Division.Level;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.places.DivisionRow;
import cn.nongchao.people.places.DivisionTree;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
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

  private static final List<Column> COLUMNS =
      List.of(
          Column.required("code", "代码", "code", "330114003201"),
          Column.required("name", "名称", "name", "同一村委会"),
          Column.optional("parent", "上级代码", "parent", "330114003"),
          Column.optional("level", "级别", "level", "村"));

  private final DivisionTree tree;
  private final Audit audit;

  DivisionsKind(DivisionTree tree, Audit audit) {
    this.tree = tree;
    this.audit = audit;
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
    return COLUMNS;
  }

  @Override
  public int most() {
    return 60_000;
  }

  @Override
  public Outcome<List<Item>> read(String fileName, byte[] content) {
    return Tables.read(fileName, content, COLUMNS, most());
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
      DivisionCode code = code(item);
      if (code == null) {
        wrong.add(
            Refusal.field(
                "code",
                "代码应为 2、4、6、9、12 或 15 位数字（统计用区划代码，逐级加长）",
                "a code has 2, 4, 6, 9, 12 or 15 digits, growing by level"));
      } else {
        checkPlace(item, code, scope, wrong);
        DivisionCode parent = code.parent();
        boolean isTop = parent.equals(DivisionCode.ALL);
        if (!isTop && !inFile.contains(parent) && !known.containsKey(parent.value())) {
          wrong.add(
              Refusal.field(
                  "parent",
                  "上级 " + parent + " 既不在文件中也不在库中",
                  "the place above, " + parent + ", is neither in the file nor known"));
        }
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

  private static void checkPlace(Item item, DivisionCode code, Scope scope, List<Refusal> wrong) {
    String name = item.get("name");
    if (name.isEmpty() || name.length() > 60) {
      wrong.add(Refusal.field("name", "名称应为 1–60 字", "a name has 1 to 60 characters"));
    }
    String level = item.get("level");
    Level own = Objects.requireNonNull(Level.of(code));
    if (!level.isEmpty() && !level.equals(own.word()) && !own.title().zh().contains(level)) {
      wrong.add(
          Refusal.field(
              "level",
              code.value().length() + " 位代码的级别是“" + own.title().zh() + "”，而不是 " + level,
              "a code of "
                  + code.value().length()
                  + " digits is a "
                  + own.word()
                  + ", not "
                  + level));
    }
    String parent = item.get("parent");
    if (!parent.isEmpty() && !parent.equals(code.parent().value())) {
      wrong.add(
          Refusal.field(
              "parent",
              "按代码，上级应为 " + code.parent() + "，而不是 " + parent,
              "by the code the place above is " + code.parent() + ", not " + parent));
    }
    if (!scope.covers(code)) {
      wrong.add(Refusal.field("code", "不在您的管辖范围内", "outside your scope"));
    }
  }

  @Override
  public List<Refusal> write(List<Item> items, Scope scope) {
    tree.put(
        items.stream()
            .map(item -> new DivisionRow(Objects.requireNonNull(code(item)), item.get("name")))
            .toList());
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
