package cn.nongchao.people.imports;

import cn.nongchao.people.Audit;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A file of people, each with an optional post, grant and law-enforcement licence. */
@Component
class PeopleKind implements Kind {

  private static final List<Column> COLUMNS =
      List.of(
          Column.required("name", "姓名", "name", "王小明"),
          Column.optional("organisation", "单位", "organisation", "河庄街道办事处"),
          Column.optional("title", "职务", "title", "专职网格员"),
          Column.optional("login", "账号", "login", "wangxm"),
          Column.optional("nationalId", "身份号码", "identity number", ""),
          Column.optional("phone", "电话", "phone", ""),
          Column.optional("role", "角色", "role", "专职网格员"),
          Column.optional("division", "授权区划", "granted place", "330114003201"),
          Column.optional("licence", "执法证编号", "licence number", ""),
          Column.optional("issuer", "发证机关", "issuer", ""),
          Column.optional("from", "有效期起", "valid from", ""),
          Column.optional("to", "有效期止", "valid to", ""));

  private final PersonRows rows;
  private final BodyLists bodies;
  private final Audit audit;

  PeopleKind(PersonRows rows, BodyLists bodies, Audit audit) {
    this.rows = rows;
    this.bodies = bodies;
    this.audit = audit;
  }

  @Override
  public String name() {
    return "people";
  }

  @Override
  public Text title() {
    return Text.of("人员", "People");
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public int most() {
    return 5_000;
  }

  @Override
  public Outcome<List<Item>> read(String fileName, byte[] content) {
    return Tables.read(fileName, content, COLUMNS, most());
  }

  @Override
  public List<Item> check(List<Item> items, Scope scope) {
    Map<String, List<OrganisationId>> known = bodies.byName(Set.copyOf(names(items)), scope);
    List<Twice> unique = List.of(new Twice("login"), new Twice("nationalId"), new Twice("licence"));
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      List<Refusal> wrong = new ArrayList<>();
      unique.forEach(column -> wrong.addAll(column.see(item)));
      OrganisationId organisation = organisation(item, known, wrong);
      wrong.addAll(rows.examine(item, organisation, scope));
      checked.add(item.and(distinct(wrong)).doing(Change.NEW));
    }
    return checked;
  }

  /** One reason for a column is enough. */
  private static List<Refusal> distinct(List<Refusal> wrong) {
    Map<String, Refusal> first = new LinkedHashMap<>();
    wrong.forEach(refusal -> first.putIfAbsent(String.valueOf(refusal.field()), refusal));
    return List.copyOf(first.values());
  }

  @Override
  public List<Refusal> write(List<Item> items, Scope scope) {
    Map<String, List<OrganisationId>> known = bodies.byName(Set.copyOf(names(items)), scope);
    for (Item item : items) {
      List<Refusal> wrong = new ArrayList<>();
      OrganisationId organisation = organisation(item, known, wrong);
      if (wrong.isEmpty()) {
        wrong.addAll(rows.write(item, organisation, scope));
      }
      if (!wrong.isEmpty()) return wrong;
    }
    return List.of();
  }

  @Override
  public void note(Scope scope, String fileName, int count) {
    audit.record("people-imported", scope.by(), fileName, Map.of("rows", Integer.toString(count)));
  }

  private static List<String> names(List<Item> items) {
    return items.stream().map(item -> item.get("organisation")).distinct().toList();
  }

  private static @Nullable OrganisationId organisation(
      Item item, Map<String, List<OrganisationId>> known, List<Refusal> wrong) {
    String name = item.get("organisation");
    if (name.isEmpty()) return null;
    List<OrganisationId> found = known.getOrDefault(name, List.of());
    if (found.size() == 1) return found.getFirst();
    wrong.add(
        found.isEmpty()
            ? Refusal.field(
                "organisation",
                "您的管辖范围内没有单位“" + name + "”，请先建立",
                "there is no organisation “" + name + "” within your scope: make it first")
            : Refusal.field(
                "organisation",
                "有 " + found.size() + " 个单位叫“" + name + "”，请改填统一社会信用代码",
                found.size()
                    + " organisations are called “"
                    + name
                    + "”: give a credit code instead"));
    return null;
  }
}
