package cn.nongchao;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.modulith.Modulithic;

/** The one deployable. Modules are the packages beside this class; see ARCHITECTURE.md. */
@Modulithic(systemName = "Nongchao", sharedModules = "platform")
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class NongchaoApplication {}
