package cn.nongchao;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables of some modules in a database of their own, for what needs them and no application
 * around them.
 */
public final class Tables {

  private Tables() {}

  public static DataSource of(String... modules) {
    TestDatabase database = TestDatabase.empty();
    for (String module : modules) {
      Flyway.configure()
          .dataSource(database.dataSource())
          .schemas(module)
          .locations("classpath:db/migration/" + module)
          .table("migrations")
          .load()
          .migrate();
    }
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(database.dataSource());
    pool.setMaximumPoolSize(12);
    pool.setMinimumIdle(0);
    return new HikariDataSource(pool);
  }
}
