package cn.nongchao;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The one deployable. Modules are the packages beside this class; see ARCHITECTURE.md. */
@Modulithic(systemName = "Nongchao", sharedModules = "platform")
@SpringBootApplication
@EnableScheduling
public class NongchaoApplication {}
