package cn.nongchao.platform;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(Settings.class)
class PlatformConfiguration {

  @Bean
  Clock clock(Settings settings) {
    return Clock.system(settings.zone());
  }

  /** A day has passed here when it has by our clock, not by that of the machine's country. */
  @Bean
  ValidationConfigurationCustomizer today(Clock clock) {
    return validation -> validation.clockProvider(() -> clock);
  }
}
