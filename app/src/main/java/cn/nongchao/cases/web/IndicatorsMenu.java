package cn.nongchao.cases.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indicators' line in the menu. */
@Configuration
class IndicatorsMenu {

  @Bean
  MenuItem indicatorsMenuItem() {
    return MenuItem.forRoles(
        Heading.RECORDS,
        120,
        Text.of("指标评价", "Indicators"),
        "chart-bar",
        "/indicators",
        LoopRoles.SUPERVISOR,
        CasesRoles.DISPATCHER,
        PeopleRoles.ADMINISTRATOR,
        CasesRoles.CLERK,
        LoopRoles.SQUAD_LEADER);
  }
}
