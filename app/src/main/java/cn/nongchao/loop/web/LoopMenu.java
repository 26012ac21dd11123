package cn.nongchao.loop.web;

import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class LoopMenu {

  @Bean
  MenuItem inboxMenuItem() {
    return new MenuItem(10, Text.of("我的待办", "Inbox"), "inbox", "/inbox", roles -> true);
  }

  @Bean
  MenuItem calendarMenuItem() {
    return new MenuItem(
        240,
        Text.of("工作日历", "Workdays"),
        "calendar",
        "/calendar",
        roles -> roles.contains(cn.nongchao.people.Role.ADMINISTRATOR.name()));
  }
}
