package cn.nongchao.people.web;

import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Reading;
import cn.nongchao.people.Roles;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.MenuItem.Heading;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class PeopleMenu {

  @Bean
  MenuItem startMenuItem() {
    return administration(200, "开始使用", "First steps", "list-check", "/start");
  }

  @Bean
  MenuItem personsMenuItem() {
    return administration(210, "人员", "People", "users", "/people");
  }

  @Bean
  MenuItem organisationsMenuItem() {
    return administration(220, "单位", "Organisations", "building-community", "/organisations");
  }

  @Bean
  MenuItem divisionsMenuItem() {
    return administration(230, "区划与网格", "Places and grids", "map-2", "/divisions");
  }

  @Bean
  MenuItem auditMenuItem(Roles roles) {
    return MenuItem.forRoles(
        Heading.CHECKS,
        290,
        Text.of("审计日志", "Audit log"),
        "shield-search",
        "/audit",
        roles.names(role -> role.reads().contains(Reading.AUDIT)).toArray(String[]::new));
  }

  private static MenuItem administration(
      int order, String zh, String en, String icon, String path) {
    return MenuItem.forRoles(
        Heading.SETUP, order, Text.of(zh, en), icon, path, PeopleRoles.ADMINISTRATOR);
  }
}
