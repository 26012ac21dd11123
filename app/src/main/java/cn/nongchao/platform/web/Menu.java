package cn.nongchao.platform.web;

import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All lines of the menu, as they stand. */
@Component
class Menu {

  private final List<MenuItem> lines;

  Menu(List<MenuItem> lines, List<MenuSource> more) {
    this.lines =
        Stream.concat(lines.stream(), more.stream().flatMap(source -> source.items().stream()))
            .sorted(Comparator.comparing(MenuItem::heading).thenComparing(MenuItem::order))
            .toList();
  }

  List<MenuItem> lines() {
    return lines;
  }
}
