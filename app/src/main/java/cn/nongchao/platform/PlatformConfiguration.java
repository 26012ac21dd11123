package cn.nongchao.platform;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(Settings.class)
class PlatformConfiguration {

  @Bean
  Clock clock(Settings settings) {
    return Clock.system(settings.zone());
  }
}
