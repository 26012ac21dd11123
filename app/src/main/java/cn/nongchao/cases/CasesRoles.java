package cn.nongchao.cases;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.Role;
import cn.nongchao.people.Role.Reach;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Those who bring an event from report to rating. */
@Configuration(proxyBeanMethods = false)
public class CasesRoles {

  public static final String GRID_WORKER = "GRID_WORKER";
  public static final String AUXILIARY = "AUXILIARY";
  public static final String OFFICER = "OFFICER";
  public static final String CLERK = "CLERK";
  public static final String DISPATCHER = "DISPATCHER";

  CasesRoles() {}

  @Bean
  Role gridWorkerRole() {
    return Role.of(
            GRID_WORKER,
            20,
            Text.of("专职网格员", "grid worker"),
            Text.of("巡查网格，上报事件，核查处置结果", "Walks the grid, reports events, checks what was done"))
        .also("网格员")
        .over(Reach.placesWithin(Level.STREET));
  }

  @Bean
  Role auxiliaryRole() {
    return Role.of(
            AUXILIARY,
            30,
            Text.of("执法辅助人员", "auxiliary"),
            Text.of("协助执法队员处置，不单独执法", "Helps officers handle events, enforces nothing alone"))
        .ofTheirUnit();
  }

  @Bean
  Role officerRole() {
    return Role.of(
            OFFICER,
            40,
            Text.of("执法队员", "officer"),
            Text.of("接办并处置事件，持证依法检查处罚", "Handles events; inspects and fines with a licence"))
        .ofTheirUnit();
  }

  @Bean
  Role clerkRole() {
    return Role.of(
            CLERK,
            60,
            Text.of("部门经办人", "department clerk"),
            Text.of("代表部门办理事件，维护责任清单", "Handles events for a department, keeps its list"))
        .also("部门经办")
        .ofTheirUnit();
  }

  @Bean
  Role dispatcherRole() {
    return Role.of(
            DISPATCHER,
            70,
            Text.of("指挥调度员", "dispatcher"),
            Text.of("受理、派遣、结案，吹哨调集力量", "Triages, dispatches and closes events, whistles for help"))
        .also("调度员");
  }
}
