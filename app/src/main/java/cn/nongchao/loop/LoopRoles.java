package cn.nongchao.loop;

import cn.nongchao.people.Reading;
import cn.nongchao.people.Role;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Roles that answer for loops of whatever kind. */
@Configuration(proxyBeanMethods = false)
public class LoopRoles {

  public static final String SQUAD_LEADER = "SQUAD_LEADER";
  public static final String SUPERVISOR = "SUPERVISOR";

  LoopRoles() {}

  @Bean
  Role squadLeaderRole() {
    return Role.of(
            SQUAD_LEADER,
            50,
            Text.of("中队长", "squad leader"),
            Text.of("带领一个单位，对交给它的事项负责", "Leads a unit and answers for the loops it is given"))
        .leading()
        .ofTheirUnit();
  }

  @Bean
  Role supervisorRole() {
    return Role.of(
            SUPERVISOR,
            80,
            Text.of("监督员", "supervisor"),
            Text.of("监督办理时限、执法行为和审计记录", "Watches deadlines, acts of law and the audit log"))
        .provenTwice()
        .reading(Reading.AUDIT);
  }
}
