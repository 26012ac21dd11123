package cn.nongchao.lending;

import cn.nongchao.people.Division.Level;
import cn.nongchao.people.Role;
import cn.nongchao.people.Role.Reach;
import cn.nongchao.platform.Text;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A role of a module that came later. */
@Configuration
@Profile("lending")
class Lighthouse {

  @Bean
  Role keeperRole() {
    return Role.of(
            "LIGHTHOUSE_KEEPER",
            45,
            Text.of("守灯人", "lighthouse keeper"),
            Text.of("看守灯塔", "Keeps the lighthouse"))
        .over(Reach.placesWithin(Level.VILLAGE));
  }
}
