package cn.nongchao.people.fields;

import static java.util.stream.Collectors.joining;

import cn.nongchao.form.Asking;
import cn.nongchao.form.FormField;
import cn.nongchao.people.Acquaintances;
import cn.nongchao.people.Among;
import cn.nongchao.people.Directory;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Placed;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Within which places a field may name something, for whoever fills it in. */
@Component
class Reaching {

  private final Acquaintances known;

  Reaching(Acquaintances known) {
    this.known = known;
  }

  /** Empty where nothing may be named. */
  List<DivisionCode> places(FormField field, Asking asking) {
    Among among = field.annotation(Among.class);
    Among.Within within = among == null ? Among.Within.REACH : among.within();
    Viewer viewer = asking.caller(Viewer.class);
    Placed about = asking.about(Placed.class);
    return switch (within) {
      case ANYWHERE -> List.of(DivisionCode.ALL);
      case STREET ->
          about == null || about.place().equals(DivisionCode.ALL)
              ? known.places(viewer).stream().map(DivisionCode::street).distinct().toList()
              : List.of(about.place().street());
      case REACH -> known.places(viewer);
      case ROLES -> among == null ? List.of() : held(among, asking);
    };
  }

  /** Whose names are offered: of those places, and of one's own units where a field takes them. */
  Directory.Of of(FormField field, Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    Set<OrganisationId> own =
        viewer != null && viewer.works() && ownToo(field)
            ? viewer.organisations()
            : Set.<OrganisationId>of();
    return new Directory.Of(places(field, asking), own);
  }

  /** The same for an address, which answers no more of it than whoever asks may be told. */
  String query(FormField field, Asking asking) {
    return "within="
        + places(field, asking).stream()
            .map(place -> place.equals(DivisionCode.ALL) ? "*" : place.value())
            .collect(joining(","))
        + (ownToo(field) ? "&own=true" : "");
  }

  /** Who keeps the register may do so by file and command line too. */
  private static List<DivisionCode> held(Among among, Asking asking) {
    Viewer viewer = asking.caller(Viewer.class);
    Scope scope = asking.caller(Scope.class);
    if (scope != null) return scope.places();
    return viewer == null ? List.of() : sorted(viewer.places(List.of(among.roles())));
  }

  /** What one says who names something beyond their places. */
  static Refusal beyond(FormField field) {
    Among among = field.annotation(Among.class);
    return among != null && among.within() == Among.Within.ROLES
        ? Refusal.of(
            "bad-input",
            "不在您的管辖范围内",
            "this is outside your scope, more than you administer yourself")
        : Refusal.of("bad-input", "不在可选的范围内", "this is outside what you may choose");
  }

  /** Whether one's own unit may be named though no role reaches it. */
  static boolean ownToo(FormField field) {
    Among among = field.annotation(Among.class);
    return among == null || among.within() != Among.Within.ROLES;
  }

  /** Whether whoever fills it in may be told this name. */
  boolean knows(Asking asking, Organisation unit) {
    Scope scope = asking.caller(Scope.class);
    return scope != null && contain(scope.places(), unit.division())
        || known.knows(asking.caller(Viewer.class), unit);
  }

  private static List<DivisionCode> sorted(Set<DivisionCode> places) {
    return places.stream().sorted().toList();
  }

  static boolean contain(List<DivisionCode> places, DivisionCode one) {
    return places.stream().anyMatch(place -> place.contains(one));
  }

  /** In the order in which they are offered. */
  static Set<String> kinds(FormField field, Set<String> all) {
    Among among = field.annotation(Among.class);
    return among == null || among.kinds().length == 0
        ? all
        : new LinkedHashSet<>(List.of(among.kinds()));
  }

  static boolean pastToo(FormField field) {
    Among among = field.annotation(Among.class);
    return among != null && among.pastToo();
  }
}
