package cn.nongchao.security;

import cn.nongchao.Cast;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Role;
import cn.nongchao.people.Roles;
import cn.nongchao.people.access.SessionsOf;
import cn.nongchao.platform.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where somebody stands towards a thing in the home street, with one role. */
enum Standing {
  STREET("over the street", false),
  ABOVE("over the district", false),
  HANDS("in the unit that has it", false),
  ASSISTING("in a unit that assists", false),
  LEAD("in the unit that leads its matter", false),
  ASKED("of the unit, asked by name", false),
  OPENER("opened it, role now elsewhere", false),
  ASSIGNEE("has it in hand, role now elsewhere", false),
  FORMER("of the unit, grant ended", true),
  NEIGHBOUR("in another unit of the street", true),
  BESIDE("over another grid of the street", true),
  AWAY("in another street", true),
  ENDED("grant over it ended", true);

  private static final String DISTRICT = Cast.HOME.substring(0, 6);

  private final String title;
  private final boolean foreign;

  Standing(String title, boolean foreign) {
    this.title = title;
    this.foreign = foreign;
  }

  /** As the head of a column. */
  String title() {
    return title;
  }

  /** Whether nothing there may be theirs. */
  boolean isForeign() {
    return foreign;
  }

  /** Somebody with a role who stands somewhere, signed in. */
  record Actor(String role, Standing standing, Visitor visitor) {
    @Override
    public String toString() {
      return role.toLowerCase(java.util.Locale.ROOT) + " " + standing.title();
    }
  }

  /** Everybody there can be, towards what stands there. */
  static List<Actor> everybody(Scene scene) {
    List<Actor> all = new ArrayList<>();
    for (Role role : RunningApp.bean(Roles.class).all()) {
      for (Standing standing : values()) {
        UUID person = standing.hire(role, scene);
        if (person != null) all.add(new Actor(role.name(), standing, visitor(person)));
      }
    }
    return all;
  }

  static Visitor visitor(UUID person) {
    Visitor visitor =
        Visitor.signedIn(SessionsOf.person(person)).saying("Accept-Language", "zh-CN");
    return visitor.saying("X-CSRF-TOKEN", visitor.csrf());
  }

  /** Null where the role cannot be granted so. */
  private @Nullable UUID hire(Role role, Scene scene) {
    return switch (this) {
      case STREET -> over(role, Cast.HOME);
      case ABOVE -> over(role, DISTRICT);
      case BESIDE -> over(role, scene.grid());
      case HANDS -> within(role, scene.hands());
      case ASSISTING -> within(role, scene.assisting());
      case LEAD -> within(role, scene.lead());
      case ASKED -> role.name().equals(Scene.HANDLED) ? scene.asked() : null;
      case NEIGHBOUR -> within(role, unit("旁队", Cast.HOME));
      case OPENER -> role.name().equals(Scene.OPENED) ? scene.opener() : null;
      case ASSIGNEE -> role.name().equals(Scene.HANDLED) ? scene.worker() : null;
      case AWAY -> away(role);
      case FORMER -> role.reach().organisations() ? ended(role, scene, scene.hands()) : null;
      case ENDED -> ended(role, scene, null);
    };
  }

  private static @Nullable UUID over(Role role, String place) {
    if (!role.reaches(new DivisionCode(place))) return null;
    UUID person = person(role, null);
    grant(person, role, place, null, null);
    return person;
  }

  private static @Nullable UUID within(Role role, UUID unit) {
    if (!role.reach().organisations()) return null;
    UUID person = person(role, unit);
    grant(person, role, null, unit, null);
    return person;
  }

  private static UUID away(Role role) {
    UUID unit = role.reach().organisations() ? unit("远队", Cast.AWAY) : null;
    UUID person = person(role, unit);
    grant(person, role, Cast.AWAY, null, null);
    if (unit != null) grant(person, role, null, unit, null);
    return person;
  }

  private static UUID ended(Role role, Scene scene, @Nullable UUID unit) {
    UUID person = person(role, unit);
    grant(person, role, Cast.HOME, null, "1 hour");
    if (role.reach().organisations()) grant(person, role, null, scene.hands(), "1 hour");
    return person;
  }

  static UUID unit(String name, String street) {
    UUID unit = Ids.next();
    jdbc()
        .sql("insert into people.organisations (id, name, kind, division) values (?, ?, ?, ?)")
        .params(unit, name + " " + unit, "squad", street)
        .update();
    return unit;
  }

  private static UUID person(Role role, @Nullable UUID unit) {
    return person(role.title().zh(), unit);
  }

  static UUID person(String name, @Nullable UUID unit) {
    UUID person = Ids.next();
    jdbc()
        .sql(
            "insert into people.persons (id, name, login, password_hash, organisation, created_at)"
                + " values (?, ?, ?, 'none', ?, now())")
        .params(person, name, "reach-" + person, unit)
        .update();
    return person;
  }

  static void grant(
      UUID person, Role role, @Nullable String place, @Nullable UUID unit, @Nullable String ago) {
    String end = ago == null ? "null" : "now() - interval '" + ago + "'";
    jdbc()
        .sql(
            "insert into people.grants"
                + " (id, person, role, division, organisation, valid_from, valid_to)"
                + " values (?, ?, ?, ?, ?, now() - interval '1 day', "
                + end
                + ")")
        .params(Ids.next(), person, role.name(), place, unit)
        .update();
  }

  static JdbcClient jdbc() {
    return RunningApp.bean(JdbcClient.class);
  }
}
