package cn.nongchao.loop.web;

import cn.nongchao.loop.Address;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A line for every kind that has pages of its own, for those whose roles take part in it; unless
 * its module offers a line for them.
 */
@Component
class KindMenu implements MenuSource {

  private final LifeCycles lives;
  private final Set<String> taken;

  KindMenu(LifeCycles lives, List<MenuItem> others) {
    this.lives = lives;
    this.taken = others.stream().map(MenuItem::path).collect(Collectors.toSet());
  }

  @Override
  public List<MenuItem> items() {
    return lives.all().stream()
        .filter(life -> life.address() != null)
        .map(KindMenu::item)
        .filter(item -> !taken.contains(item.path()))
        .toList();
  }

  private static MenuItem item(LifeCycle life) {
    Address address = Objects.requireNonNull(life.address());
    return MenuItem.forRoles(
        address.heading(),
        address.order(),
        life.title(),
        address.icon(),
        "/" + address.path(),
        life.roles().toArray(String[]::new));
  }
}
