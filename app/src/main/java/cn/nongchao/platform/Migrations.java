package cn.nongchao.platform;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings the database up to date before anything reads it. Each module owns one schema of its own
 * name and the files under {@code db/migration/<module>}; no module's schema refers to another's,
 * so the order does not matter.
 */
@Component("migrations")
class Migrations implements InitializingBean {

  static final List<String> MODULES =
      List.of("platform", "form", "people", "loop", "proof", "cases", "command", "notify");

  private final DataSource dataSource;

  Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void afterPropertiesSet() throws Exception {
    var resolver = new PathMatchingResourcePatternResolver();
    for (String module : MODULES) {
      String location = "classpath:db/migration/" + module;
      if (resolver.getResources("classpath*:db/migration/" + module + "/*.sql").length == 0) {
        continue;
      }
      Flyway.configure()
          .dataSource(dataSource)
          .schemas(module)
          .locations(location)
          .table("migrations")
          // By default Flyway lets an older release run on a newer schema; ours must refuse.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    }
  }
}
