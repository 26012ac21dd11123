package cn.nongchao.platform;

/**
 * A line of the left menu. A module offers its lines as beans; who sees them is decided by {@code
 * shownTo}, which receives the names of the roles the person holds.
 *
 * @param order position; work of the day below 100, records 100–199, administration 200 and up
 * @param icon name of a Tabler icon, without the {@code ti-} prefix
 */
public record MenuItem(int order, Text title, String icon, String path, ShownTo shownTo) {

  /** Decides by role names, so that the platform need not know the roles. */
  @FunctionalInterface
  public interface ShownTo {
    boolean roles(java.util.Set<String> roles);
  }
}
