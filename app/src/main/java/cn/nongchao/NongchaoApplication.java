package cn.nongchao;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The one deployable. Modules are the packages beside this class; see ARCHITECTURE.md. */
@Modulithic(systemName = "Nongchao", sharedModules = "platform")
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@EnableScheduling
public class NongchaoApplication {}
