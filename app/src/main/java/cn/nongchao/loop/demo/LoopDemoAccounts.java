package cn.nongchao.loop.demo;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.people.DemoAccount;
import cn.nongchao.platform.Text;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Demo accounts of those who answer for loops. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "nongchao.demo", havingValue = "true")
class LoopDemoAccounts {

  @Bean
  DemoAccount demoLeader() {
    Text who = Text.of("中队长（综合行政执法队）", "squad leader (comprehensive squad)");
    return new DemoAccount(LoopRoles.SQUAD_LEADER, "leader", "陈立新", who, 40);
  }

  @Bean
  DemoAccount demoSupervisor() {
    Text who = Text.of("监督员", "supervisor");
    return new DemoAccount(LoopRoles.SUPERVISOR, "supervisor", "周正清", who, 70);
  }
}
