package cn.nongchao.platform.web;

import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Every line that a module puts into the menu, in order. */
@Component
class Menu {

  private final List<MenuItem> all;

  Menu(List<MenuItem> items, List<MenuSource> more) {
    this.all =
        Stream.concat(items.stream(), more.stream().flatMap(source -> source.items().stream()))
            .sorted(Comparator.comparing(MenuItem::heading).thenComparing(MenuItem::order))
            .toList();
  }

  List<MenuItem> of(Set<String> roles) {
    return all.stream().filter(item -> item.shownTo().roles(roles)).toList();
  }
}
