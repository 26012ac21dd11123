package cn.nongchao.people;

import cn.nongchao.form.Asking;
import cn.nongchao.people.register.BodyLists;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a file in, for one look at it or one writing of it: within which places, and what the
 * names in it mean there.
 */
public final class Importing {

  private final Scope scope;
  private final String label;
  private final BodyLists bodies;
  private final PlaceNames places;
  private Runnable told = () -> {};
  private final Map<String, Outcome<OrganisationId>> units = new HashMap<>();
  private final Map<String, Outcome<DivisionCode>> known = new HashMap<>();

  /**
   * @param label the person's name, for what keeps who made it
   */
  public Importing(Scope scope, String label, BodyLists bodies, PlaceNames places) {
    this.scope = scope;
    this.label = label;
    this.bodies = bodies;
    this.places = places;
  }

  /** Tells of rows written as it goes. */
  public void telling(Runnable row) {
    this.told = row;
  }

  /** To be called by a kind that takes many rows, for each that is written. */
  public void done() {
    told.run();
  }

  /** For the register's own kinds. */
  public Scope scope() {
    return scope;
  }

  /** Null for the system itself. */
  public @Nullable PersonId person() {
    return scope.by();
  }

  public String label() {
    return label;
  }

  /** Whether the whole country is theirs. */
  public boolean isWhole() {
    return scope.isWhole();
  }

  public boolean covers(DivisionCode place) {
    return scope.covers(place);
  }

  /** The one place that is theirs; null where there are several or it is the whole country. */
  public @Nullable DivisionCode home() {
    boolean one = scope.places().size() == 1 && !scope.isWhole();
    return one ? scope.places().getFirst() : null;
  }

  /** For reading a form as they would fill it in. */
  public Asking asking() {
    return new Asking(scope, null);
  }

  /** The active organisation within their places that has this name or credit code. */
  public Outcome<OrganisationId> organisation(String name) {
    return units.computeIfAbsent(name, this::look);
  }

  private Outcome<OrganisationId> look(String name) {
    List<OrganisationId> found =
        bodies.byName(Set.of(name), scope).getOrDefault(name, List.of()).stream()
            .distinct()
            .toList();
    if (found.size() == 1) return Outcome.done(found.getFirst());
    return Outcome.refused(
        found.isEmpty()
            ? Refusal.of(
                "bad-input",
                "您的管辖范围内没有单位“" + name + "”，请先建立",
                "there is no organisation “" + name + "” within your scope: make it first")
            : Refusal.of(
                "bad-input",
                "有 " + found.size() + " 个单位叫“" + name + "”，请改填统一社会信用代码",
                found.size()
                    + " organisations are called “"
                    + name
                    + "”: give a credit code instead"));
  }

  /** To be called where an organisation of this name was made meanwhile. */
  public void made(String name) {
    units.remove(name);
  }

  /**
   * The place within theirs that has this code or name; a path of names from above, divided by
   * blanks or slashes, says which of several is meant.
   */
  public Outcome<DivisionCode> place(String text) {
    return known.computeIfAbsent(
        text, each -> places.find(each, scope.patterns()).then(this::within));
  }

  /** A code can be typed for a place that is not theirs. */
  private Outcome<DivisionCode> within(DivisionCode place) {
    return covers(place)
        ? Outcome.done(place)
        : Outcome.refused(
            Refusal.of(
                "bad-input",
                "不在您的管辖范围内",
                "this is outside your scope, more than you administer yourself"));
  }

  /** The same below a place. */
  public Outcome<DivisionCode> place(String text, DivisionCode within) {
    return places.find(text, new String[] {within.value() + "_%"}).then(this::within);
  }
}
