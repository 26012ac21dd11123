package cn.nongchao.cases.demo;

import cn.nongchao.cases.CasesRoles;
import cn.nongchao.people.DemoAccount;
import cn.nongchao.platform.Text;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Demo accounts of those who handle events. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "nongchao.demo", havingValue = "true")
class CasesDemoAccounts {

  @Bean
  DemoAccount demoGridWorker() {
    Text who = Text.of("网格员（同一村）", "grid worker (Tongyi village)");
    return new DemoAccount(CasesRoles.GRID_WORKER, "grid", "朱美娟", who, 10);
  }

  @Bean
  DemoAccount demoDispatcher() {
    Text who = Text.of("指挥调度员", "dispatcher");
    return new DemoAccount(CasesRoles.DISPATCHER, "dispatcher", "钱一帆", who, 20);
  }

  @Bean
  DemoAccount demoOfficer() {
    Text who = Text.of("执法队员（综合行政执法队）", "officer (comprehensive squad)");
    return new DemoAccount(CasesRoles.OFFICER, "officer", "王海潮", who, 30);
  }

  @Bean
  DemoAccount demoAuxiliary() {
    Text who = Text.of("执法辅助人员", "auxiliary");
    return new DemoAccount(CasesRoles.AUXILIARY, "aux", "徐小勇", who, 50);
  }

  @Bean
  DemoAccount demoClerk() {
    Text who = Text.of("部门经办人（城市建设办公室）", "department clerk (urban construction)");
    return new DemoAccount(CasesRoles.CLERK, "clerk", "李建民", who, 60);
  }
}
