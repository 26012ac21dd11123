package cn.nongchao.people.demo;

import cn.nongchao.people.web.DemoAccount;
import cn.nongchao.platform.Text;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The accounts listed on the sign-in page of a demo, one for each role. */
@Configuration
@ConditionalOnProperty(name = "nongchao.demo", havingValue = "true")
class DemoAccounts {

  @Bean
  @Order(1)
  DemoAccount demoGridWorker() {
    return account("grid", "网格员（同一村）", "grid worker (Tongyi village)");
  }

  @Bean
  @Order(2)
  DemoAccount demoDispatcher() {
    return account("dispatcher", "指挥调度员", "dispatcher");
  }

  @Bean
  @Order(3)
  DemoAccount demoOfficer() {
    return account("officer", "执法队员（综合行政执法队）", "officer (comprehensive squad)");
  }

  @Bean
  @Order(4)
  DemoAccount demoLeader() {
    return account("leader", "中队长（综合行政执法队）", "squad leader (comprehensive squad)");
  }

  @Bean
  @Order(5)
  DemoAccount demoAuxiliary() {
    return account("aux", "执法辅助人员", "auxiliary");
  }

  @Bean
  @Order(6)
  DemoAccount demoClerk() {
    return account("clerk", "部门经办人（城市建设办公室）", "department clerk (urban construction)");
  }

  @Bean
  @Order(7)
  DemoAccount demoSupervisor() {
    return account("supervisor", "监督员", "supervisor");
  }

  @Bean
  @Order(8)
  DemoAccount demoAdministrator() {
    return account("admin", "系统管理员", "administrator");
  }

  @Bean
  @Order(9)
  DemoAccount demoCitizen() {
    return account("citizen", "市民", "citizen");
  }

  private static DemoAccount account(String login, String zh, String en) {
    return new DemoAccount(login, DemoHand.PASSWORD, Text.of(zh, en));
  }
}
