package cn.nongchao.people.imports;

import cn.nongchao.form.Forms;
import cn.nongchao.people.ImportKind;
import cn.nongchao.people.Importing;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.PlaceNames;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The kinds of file that the modules offer, and a look at one of them. */
@Component
class ImportKinds {

  /** As entries keep it ({@code loop.Actor}). */
  private static final String SYSTEM = "系统 import";

  private final List<ImportKind<?>> kinds;
  private final Forms forms;
  private final BodyLists bodies;
  private final PlaceNames places;
  private final People people;

  ImportKinds(
      List<ImportKind<?>> kinds, Forms forms, BodyLists bodies, PlaceNames places, People people) {
    this.kinds = kinds.stream().sorted(Comparator.comparing(ImportKind::name)).toList();
    this.forms = forms;
    this.bodies = bodies;
    this.places = places;
    this.people = people;
  }

  List<ImportKind<?>> all() {
    return kinds;
  }

  Optional<ImportKind<?>> find(String name) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(name))
        .<ImportKind<?>>map(kind -> kind)
        .findFirst();
  }

  List<Column> columns(ImportKind<?> kind) {
    return Column.of(forms.of(kind.row()), kind.needed());
  }

  Importing by(Scope scope) {
    PersonId person = scope.by();
    String label =
        person == null ? SYSTEM : people.card(person).map(PersonCard::name).orElse(SYSTEM);
    return new Importing(scope, label, bodies, places);
  }

  <R extends Record> Look<R> look(ImportKind<R> kind, Importing by) {
    return new Look<>(kind, forms, by);
  }

  /** A file's headings and rows, or why it is none. */
  Outcome<Table> read(ImportKind<?> kind, byte[] content, Set<String> known, Importing by) {
    Refusal not = kind.refuse(by);
    if (not != null) return Outcome.refused(not);
    List<Column> columns = columns(kind);
    Outcome<Table> table =
        kind.isGeoJson()
            ? GeoFile.read(content, kind.most())
            : Tables.read(content, columns, known, kind.most());
    return table.then(found -> complete(kind, found, columns));
  }

  /** A needed column that is not there could still be one that nobody knows. */
  private static Outcome<Table> complete(ImportKind<?> kind, Table table, List<Column> columns) {
    boolean open =
        table.headings().stream()
            .anyMatch(h -> Choices.NONE.meaning(h, columns, kind.passedOver()) == null);
    List<Refusal> missing =
        columns.stream()
            .filter(Column::required)
            .filter(column -> !open && !kind.sayable().contains(column.name()))
            .filter(column -> table.headings().stream().noneMatch(h -> h.means(column)))
            .map(Headings::missing)
            .toList();
    return missing.isEmpty() || kind.isGeoJson() ? Outcome.done(table) : Outcome.refused(missing);
  }
}
