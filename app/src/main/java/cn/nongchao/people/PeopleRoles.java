package cn.nongchao.people;

import cn.nongchao.people.Role.Reach;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The roles the register itself knows: whom it serves, and who keeps it. */
@Configuration(proxyBeanMethods = false)
public class PeopleRoles {

  public static final String CITIZEN = "CITIZEN";
  public static final String ADMINISTRATOR = "ADMINISTRATOR";

  PeopleRoles() {}

  @Bean
  Role citizenRole() {
    return Role.of(
            CITIZEN,
            10,
            Text.of("市民", "citizen"),
            Text.of("上报身边的问题，查看办理进展并评价", "Reports what is wrong nearby, follows it, rates it"))
        .over(Reach.places())
        .notAtWork();
  }

  @Bean
  Role administratorRole() {
    return Role.of(
            ADMINISTRATOR,
            90,
            Text.of("系统管理员", "administrator"),
            Text.of(
                "管理范围内的人员、单位、区划、授权和日历",
                "Keeps persons, organisations, places, grants and the calendar within the scope"))
        .also("管理员")
        .over(Reach.places())
        .provenTwice()
        .reading(Reading.REGISTER, Reading.AUDIT);
  }
}
