package cn.nongchao.cases.web;

import cn.nongchao.cases.EventLife;
import cn.nongchao.loop.LoopPage;
import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Text;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu, and where its loops have their page. */
@Configuration
class CasesMenu {

  @Bean
  LoopPage eventLoopPage() {
    return new LoopPage(EventLife.KIND, "/events/{id}");
  }

  @Bean
  MenuItem newEventMenuItem() {
    return new MenuItem(
        15,
        Text.of("上报事件", "Report"),
        "camera-plus",
        "/events/new",
        roles ->
            NewEventController.REPORTERS.stream().anyMatch(role -> roles.contains(role.name())));
  }

  @Bean
  MenuItem eventsMenuItem() {
    return new MenuItem(20, Text.of("事件", "Events"), "list-details", "/events", roles -> true);
  }

  @Bean
  MenuItem hotlineMenuItem() {
    return new MenuItem(
        25, Text.of("热线登记", "Hotline"), "phone-incoming", "/hotline", any("DISPATCHER", "CLERK"));
  }

  @Bean
  MenuItem responsibilityMenuItem() {
    return new MenuItem(
        110,
        Text.of("责任清单", "Responsibility list"),
        "clipboard-list",
        "/responsibility",
        roles -> !roles.equals(Set.of("CITIZEN")));
  }

  private static MenuItem.ShownTo any(String... names) {
    return roles -> java.util.Arrays.stream(names).anyMatch(roles::contains);
  }
}
