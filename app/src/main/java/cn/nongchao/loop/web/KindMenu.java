package cn.nongchao.loop.web;

import cn.nongchao.loop.Address;
import cn.nongchao.loop.LifeCycle;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A line for every kind that has pages of its own, for those whose roles take part in it. */
@Component
class KindMenu implements MenuSource {

  private final LifeCycles lives;

  KindMenu(LifeCycles lives) {
    this.lives = lives;
  }

  @Override
  public List<MenuItem> items() {
    return lives.all().stream().filter(life -> isListed(life)).map(KindMenu::item).toList();
  }

  private static boolean isListed(LifeCycle life) {
    return life.address() != null && !life.address().listsItself();
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
