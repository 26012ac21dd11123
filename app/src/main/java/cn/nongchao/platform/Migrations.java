package cn.nongchao.platform;

import cn.nongchao.launch.TransactionCount;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings the database up to date before anything reads it. Each module owns one schema of its own
 * name and the files under {@code db/migration/<module>}; no module's schema refers to another's,
 * so the order does not matter.
 */
@Component("migrations")
public class Migrations implements InitializingBean {

  private static final List<String> MODULES =
      List.of("platform", "form", "people", "loop", "proof", "cases", "command");

  private final DataSource dataSource;

  Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The modules that have a schema of their name. */
  public static List<String> modules() {
    return MODULES;
  }

  @Override
  public void afterPropertiesSet() throws Exception {
    for (String module : MODULES) {
      if (has(module)) bring(dataSource, module, MigrationVersion.LATEST);
    }
    try (Connection connection = dataSource.getConnection()) {
      TransactionCount.catchUp(connection, MODULES);
    }
  }

  /** As the schema was when that version was the newest. */
  public static void bring(DataSource dataSource, String module, String version) {
    bring(dataSource, module, MigrationVersion.fromVersion(version));
  }

  private static void bring(DataSource dataSource, String module, MigrationVersion version) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(module)
        .locations("classpath:db/migration/" + module)
        .table("migrations")
        .target(version)
        // By default Flyway lets an older release run on a newer schema; ours must refuse.
        .ignoreMigrationPatterns(new String[0])
        .load()
        .migrate();
  }

  private static boolean has(String module) throws IOException {
    var resolver = new PathMatchingResourcePatternResolver();
    return resolver.getResources("classpath*:db/migration/" + module + "/*.sql").length > 0;
  }
}
