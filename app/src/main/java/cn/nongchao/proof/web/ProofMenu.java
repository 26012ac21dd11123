package cn.nongchao.proof.web;

import cn.nongchao.platform.MenuItem;
import cn.nongchao.platform.Text;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This module's lines in the menu. */
@Configuration
class ProofMenu {

  @Bean
  MenuItem alertsMenuItem() {
    return new MenuItem(
        130,
        Text.of("监督预警", "Alerts"),
        "alert-triangle",
        "/alerts",
        roles -> roles.contains("SUPERVISOR") || roles.contains("ADMINISTRATOR"));
  }

  @Bean
  MenuItem publicLogMenuItem() {
    return new MenuItem(
        150, Text.of("公开日志", "Public log"), "list-check", "/log", (Set<String> any) -> true);
  }

  @Bean
  MenuItem checkCodeMenuItem() {
    return new MenuItem(
        140, Text.of("查验行政行为码", "Check a code"), "qrcode", "/code", (Set<String> any) -> true);
  }
}
