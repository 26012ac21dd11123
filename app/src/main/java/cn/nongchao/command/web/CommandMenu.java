package cn.nongchao.command.web;

import cn.nongchao.people.Role;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Text;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The whistle's line in the menu. */
@Configuration
class CommandMenu {

  private static final Set<String> OTHERS = Set.of(Role.CITIZEN.name(), Role.ADMINISTRATOR.name());

  @Bean
  MenuItem whistlesMenuItem() {
    return new MenuItem(
        40,
        Text.of("吹哨报到", "Whistles"),
        "speakerphone",
        "/whistles",
        roles -> roles.stream().anyMatch(role -> !OTHERS.contains(role)));
  }
}
