package cn.nongchao.form;

import cn.nongchao.platform.Settings;
import java.time.Clock;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits that speak of today mean the day here, by the clock everything else goes by. */
@Configuration(proxyBeanMethods = false)
class LimitsOfToday {

  @Bean
  ValidationConfigurationCustomizer todayIsHere(Clock clock, Settings settings) {
    return configuration -> configuration.clockProvider(() -> clock.withZone(settings.zone()));
  }
}
