package cn.nongchao.loop.web;

import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class LoopMenu {

  @Bean
  MenuItem inboxMenuItem() {
    return MenuItem.forAll(Heading.WORK, 10, Text.of("我的待办", "Inbox"), "inbox", "/inbox");
  }

  @Bean
  MenuItem calendarMenuItem() {
    return MenuItem.forRoles(
        Heading.SETUP,
        240,
        Text.of("工作日历", "Workdays"),
        "calendar",
        "/calendar",
        PeopleRoles.ADMINISTRATOR);
  }
}
