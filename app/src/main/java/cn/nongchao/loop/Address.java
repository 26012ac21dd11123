package cn.nongchao.loop;

import cn.nongchao.platform.MenuItem.Heading;
import java.util.List;
import java.util.Set;

/**
 * Where a kind's pages and API are, and where its menu line stands.
 *
 * @param path first part of its pages' addresses, and of its API's after {@code /api/v1/}: a plural
 * @param icon name of a Tabler icon
 * @param columns names of components of the facts that its list shows
 * @param listsItself whether a module lists it in a way of its own
 * @param about kinds of loop it can hang on: their pages offer to open one
 */
public record Address(
    String path,
    Heading heading,
    int order,
    String icon,
    List<String> columns,
    Set<String> about,
    boolean listsItself) {

  public Address {
    columns = List.copyOf(columns);
    about = Set.copyOf(about);
    if (!path.matches("[a-z][a-z-]+")) throw new IllegalArgumentException("no address: " + path);
  }
}
