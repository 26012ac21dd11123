package cn.nongchao.command.web;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.command.WhistleLife;
import cn.nongchao.loop.FactWords;
import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class CommandMenu {

  /** What the facts of a whistle's moves are called; keys left out serve programs. */
  @Bean
  FactWords whistleFactWords() {
    return new FactWords(
        WhistleLife.KIND,
        Map.of(
            "handler", Text.of("被呼叫单位", "unit called"),
            "assignee", Text.of("被呼叫人", "person called"),
            "radius", Text.of("到场范围（米）", "radius, metres"),
            "metres", Text.of("距离（米）", "distance, metres"),
            "inside", Text.of("是否在现场", "on site")),
        Map.of("inside", Map.of("yes", Text.of("是", "yes"), "no", Text.of("否", "no"))));
  }

  @Bean
  MenuItem whistlesMenuItem() {
    return MenuItem.forRoles(
        Heading.WORK,
        40,
        Text.of("吹哨报到", "Whistles"),
        "speakerphone",
        "/whistles",
        CasesRoles.DISPATCHER,
        LoopRoles.SUPERVISOR,
        LoopRoles.SQUAD_LEADER,
        CasesRoles.GRID_WORKER,
        CasesRoles.OFFICER,
        CasesRoles.AUXILIARY,
        CasesRoles.CLERK);
  }

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
