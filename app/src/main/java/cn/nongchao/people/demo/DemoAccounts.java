package cn.nongchao.people.demo;

import cn.nongchao.people.DemoAccount;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Text;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Demo accounts of whoever keeps the register and of whom it serves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "nongchao.demo", havingValue = "true")
class DemoAccounts {

  @Bean
  DemoAccount demoAdministrator() {
    Text who = Text.of("系统管理员", "administrator");
    return new DemoAccount(PeopleRoles.ADMINISTRATOR, "admin", "吴守成", who, 80);
  }

  @Bean
  DemoAccount demoCitizen() {
    Text who = Text.of("市民", "citizen");
    return new DemoAccount(PeopleRoles.CITIZEN, "citizen", "沈阿毛", who, 90);
  }
}
