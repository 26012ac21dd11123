package cn.nongchao.command.web;

import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Text;
import java.util.Collections;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one screen's line in the menu. */
@Configuration
class ScreenMenu {

  private static final Set<String> WATCHERS =
      Set.of("DISPATCHER", "SUPERVISOR", "SQUAD_LEADER", "CLERK", "ADMINISTRATOR");

  @Bean
  MenuItem screenMenuItem() {
    return new MenuItem(
        20,
        Text.of("一屏统览", "One screen"),
        "layout-dashboard",
        "/screen",
        roles -> !Collections.disjoint(roles, WATCHERS));
  }
}
