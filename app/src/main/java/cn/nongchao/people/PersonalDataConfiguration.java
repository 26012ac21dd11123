package cn.nongchao.people;

import cn.nongchao.platform.Settings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration
class PersonalDataConfiguration {

  @Bean
  @DependsOn("migrations")
  PersonalData personalData(
      Settings settings, @Value("${NONGCHAO_PERSONAL_KEY:}") String given, JdbcClient jdbc) {
    PersonalData personalData = new PersonalData(PersonalKey.from(given, settings.data()));
    PersonalKey.check(jdbc, personalData.digest("弄潮"));
    return personalData;
  }
}
