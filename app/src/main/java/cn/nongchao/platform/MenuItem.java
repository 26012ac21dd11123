package cn.nongchao.platform;

import java.util.Set;

/**
 * A line of the left menu. A module offers its lines as beans; who sees them is decided by {@code
 * shownTo}, which receives the names of the roles the person holds.
 *
 * @param order position under the heading
 * @param icon name of a Tabler icon, without the {@code ti-} prefix
 */
public record MenuItem(
    Heading heading, int order, Text title, String icon, String path, ShownTo shownTo) {

  /** What lines of the menu stand under, from above. */
  public enum Heading {
    WORK("办理", "Work"),
    RECORDS("查询统计", "Records"),
    CHECKS("监督", "Supervision"),
    PUBLIC("公开", "Public"),
    SETUP("管理", "Administration");

    private final Text title;

    Heading(String zh, String en) {
      this.title = Text.of(zh, en);
    }

    public Text title() {
      return title;
    }
  }

  /** Decides by role names, so that the platform need not know the roles. */
  public sealed interface ShownTo {

    boolean roles(Set<String> held);

    /** Roles the decision names. */
    Set<String> named();

    /** Those who hold one of the roles. */
    static ShownTo holders(String... roles) {
      return new Holders(Set.of(roles));
    }

    /** Everybody signed in but those who hold these roles and no other. */
    static ShownTo allBut(String... roles) {
      return new AllBut(Set.of(roles));
    }
  }

  private record Holders(Set<String> named) implements ShownTo {
    @Override
    public boolean roles(Set<String> held) {
      return held.stream().anyMatch(named::contains);
    }
  }

  private record AllBut(Set<String> named) implements ShownTo {
    @Override
    public boolean roles(Set<String> held) {
      return held.isEmpty() || !named.containsAll(held);
    }
  }

  /** A line for everybody signed in. */
  public static MenuItem forAll(Heading heading, int order, Text title, String icon, String path) {
    return new MenuItem(heading, order, title, icon, path, ShownTo.allBut());
  }

  /** A line for those who hold one of the roles. */
  public static MenuItem forRoles(
      Heading heading, int order, Text title, String icon, String path, String... roles) {
    return new MenuItem(heading, order, title, icon, path, ShownTo.holders(roles));
  }
}
