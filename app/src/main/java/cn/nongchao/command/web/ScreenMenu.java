package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one screen's line in the menu. */
@Configuration
class ScreenMenu {

  @Bean
  MenuItem screenMenuItem() {
    return MenuItem.forRoles(
        Heading.WORK,
        22,
        Text.of("一屏统览", "One screen"),
        "layout-dashboard",
        "/screen",
        CasesRoles.DISPATCHER,
        LoopRoles.SUPERVISOR,
        LoopRoles.SQUAD_LEADER,
        CasesRoles.CLERK,
        PeopleRoles.ADMINISTRATOR);
  }
}
