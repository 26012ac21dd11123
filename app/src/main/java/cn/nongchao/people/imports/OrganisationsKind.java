package cn.nongchao.people.imports;

import cn.nongchao.form.Forms;
import cn.nongchao.people.Audit;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A file of organisations. */
@Component
class OrganisationsKind implements Kind {

  private final Forms forms;
  private final Bodies bodies;
  private final Audit audit;
  private final List<Column> columns;

  OrganisationsKind(Forms forms, Bodies bodies, Audit audit) {
    this.forms = forms;
    this.bodies = bodies;
    this.audit = audit;
    this.columns = Column.of(forms.of(OrganisationFacts.class));
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
    return columns;
  }

  @Override
  public int most() {
    return 10_000;
  }

  @Override
  public Outcome<List<Item>> read(String fileName, byte[] content) {
    return Tables.read(fileName, content, columns, most());
  }

  @Override
  public List<Item> check(List<Item> items, Scope scope) {
    Twice codes = new Twice("creditCode");
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      List<Refusal> wrong = new ArrayList<>(codes.see(item));
      Outcome<OrganisationFacts> read = item.read(OrganisationFacts.class, forms, scope);
      switch (read) {
        case Outcome.Refused<OrganisationFacts>(List<Refusal> reasons) -> wrong.addAll(reasons);
        case Outcome.Done<OrganisationFacts>(OrganisationFacts body) ->
            wrong.addAll(bodies.taken(new OrganisationId(item.id()), body));
      }
      checked.add(item.and(wrong).doing(Change.NEW));
    }
    return checked;
  }

  @Override
  public List<Refusal> write(List<Item> items, Scope scope) {
    for (Item item : items) {
      Outcome<OrganisationId> made =
          item.read(OrganisationFacts.class, forms, scope)
              .then(body -> bodies.create(new NewOrganisation(item.id(), body, true), scope));
      if (made instanceof Outcome.Refused<OrganisationId>(List<Refusal> reasons)) return reasons;
    }
    return List.of();
  }

  @Override
  public void note(Scope scope, String fileName, int rows) {
    audit.record(
        "organisations-imported", scope.by(), fileName, Map.of("rows", Integer.toString(rows)));
  }
}
