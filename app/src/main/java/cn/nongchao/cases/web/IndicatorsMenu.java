package cn.nongchao.cases.web;

import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Text;
import java.util.Collections;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indicators' line in the menu. */
@Configuration
class IndicatorsMenu {

  private static final Set<String> READERS =
      Set.of("SUPERVISOR", "DISPATCHER", "ADMINISTRATOR", "CLERK", "SQUAD_LEADER");

  @Bean
  MenuItem indicatorsMenuItem() {
    return new MenuItem(
        120,
        Text.of("指标评价", "Indicators"),
        "chart-bar",
        "/indicators",
        roles -> !Collections.disjoint(roles, READERS));
  }
}
