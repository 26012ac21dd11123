package cn.nongchao.proof.web;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class ProofMenu {

  @Bean
  MenuItem alertsMenuItem() {
    return MenuItem.forRoles(
        Heading.CHECKS,
        130,
        Text.of("监督预警", "Alerts"),
        "alert-triangle",
        "/alerts",
        LoopRoles.SUPERVISOR,
        PeopleRoles.ADMINISTRATOR);
  }

  @Bean
  MenuItem publicLogMenuItem() {
    return MenuItem.forAll(
        Heading.PUBLIC, 150, Text.of("公开日志", "Public log"), "list-check", "/log");
  }

  @Bean
  MenuItem checkCodeMenuItem() {
    return MenuItem.forAll(
        Heading.PUBLIC, 140, Text.of("查验行政行为码", "Check a code"), "qrcode", "/code");
  }
}
