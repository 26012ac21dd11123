package cn.nongchao.people.imports;

import cn.nongchao.people.Audit;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.OrganisationDraft;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A file of organisations. */
@Component
class OrganisationsKind implements Kind {

  private static final List<Column> COLUMNS =
      List.of(
          Column.required("name", "名称", "name", "河庄老街老鸭面馆"),
          Column.required("kind", "类别", "kind", "企业"),
          Column.optional("creditCode", "统一社会信用代码", "credit code", ""),
          Column.required("division", "区划代码", "division code", "330114003"),
          Column.optional("specialty", "专业领域", "specialty", ""),
          Column.optional("phone", "电话", "phone", "0571-82981234"));

  private final Bodies bodies;
  private final Audit audit;

  OrganisationsKind(Bodies bodies, Audit audit) {
    this.bodies = bodies;
    this.audit = audit;
  }

  @Override
  public String name() {
    return "organisations";
  }

  @Override
  public Text title() {
    return Text.of("单位", "Organisations");
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public int most() {
    return 10_000;
  }

  @Override
  public Outcome<List<Item>> read(String fileName, byte[] content) {
    return Tables.read(fileName, content, COLUMNS, most());
  }

  @Override
  public List<Item> check(List<Item> items, Scope scope) {
    Twice codes = new Twice("creditCode");
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      List<Refusal> wrong = new ArrayList<>(bodies.examine(draft(item), scope));
      wrong.addAll(codes.see(item));
      checked.add(item.and(wrong).doing(Change.NEW));
    }
    return checked;
  }

  @Override
  public List<Refusal> write(List<Item> items, Scope scope) {
    for (Item item : items) {
      if (bodies.create(draft(item), scope)
          instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }

  @Override
  public void note(Scope scope, String fileName, int rows) {
    audit.record(
        "organisations-imported", scope.by(), fileName, Map.of("rows", Integer.toString(rows)));
  }

  private static OrganisationDraft draft(Item item) {
    return new OrganisationDraft(
        new OrganisationId(item.id()),
        item.get("name"),
        kind(item.get("kind")),
        item.get("creditCode"),
        item.get("division"),
        item.get("specialty"),
        item.get("phone"),
        true,
        0);
  }

  /** A kind by its name, its title in either language, or one of the words of its title. */
  private static String kind(String typed) {
    Map<String, String> words = new HashMap<>();
    Organisation.KINDS.forEach((kind, title) -> {
      words.put(kind, kind);
      words.put(title.en(), kind);
      words.put(title.zh(), kind);
      for (String word : title.zh().split("、")) words.put(word, kind);
    });
    return words.getOrDefault(typed, typed);
  }
}
