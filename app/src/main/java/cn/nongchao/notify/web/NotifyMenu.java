package cn.nongchao.notify.web;

import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class NotifyMenu {

  @Bean
  MenuItem robotsMenuItem() {
    return MenuItem.forRoles(
        Heading.SETUP,
        245,
        Text.of("群机器人", "Robots of units"),
        "message-bolt",
        "/robots",
        PeopleRoles.ADMINISTRATOR);
  }

  @Bean
  MenuItem undeliveredMenuItem() {
    return MenuItem.forRoles(
        Heading.CHECKS,
        295,
        Text.of("未送达", "Not delivered"),
        "mail-off",
        "/undelivered",
        PeopleRoles.ADMINISTRATOR);
  }
}
