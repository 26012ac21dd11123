package cn.nongchao.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * How long the database may work on one statement of a request: PostgreSQL's {@code
 * statement_timeout}, set for the thread that serves it. Jobs, commands and migrations have all the
 * time they need.
 */
public final class StatementTime {

  private static final ThreadLocal<@Nullable Duration> NOW = new ThreadLocal<>();

  private StatementTime() {}

  /** From here on in this thread; null for without end. */
  public static void set(@Nullable Duration most) {
    if (most == null) NOW.remove();
    else NOW.set(most);
  }

  /** Before anything else sees the data source. */
  @Configuration(proxyBeanMethods = false)
  static class Installed {

    @Bean
    static BeanPostProcessor timed() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          boolean plain = bean instanceof DataSource && !(bean instanceof Timed);
          return plain ? new Timed((DataSource) bean) : bean;
        }
      };
    }
  }

  /** Tells a connection its time when it is taken, where it last had another. */
  private static final class Timed extends DelegatingDataSource {

    /** Milliseconds, by the connection itself; what the pool hands out is its wrapping. */
    private final Map<Connection, Long> told = Collections.synchronizedMap(new WeakHashMap<>());

    Timed(DataSource pool) {
      super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      Duration wanted = NOW.get();
      long millis = wanted == null ? 0 : wanted.toMillis();
      Connection itself = connection.unwrap(Connection.class);
      if (told.getOrDefault(itself, 0L) == millis) return connection;
      try (Statement statement = connection.createStatement()) {
        statement.execute("set statement_timeout = " + millis);
        told.put(itself, millis);
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
  }
}
