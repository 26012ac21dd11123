package cn.nongchao.launch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.TestDatabase;
import cn.nongchao.proof.PublicLog;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The application as a command opens it: no web server, nothing going on by itself. */
class AppSessionTest {

  @Test
  void opensWithoutAWebServerAndLeavesNoThreadBehind() throws Exception {
    TestDatabase database = TestDatabase.empty();
    String url =
        database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
    Set<Thread> before = holding();
    try (AppSession session = AppSession.open(DataOptions.of(database.directory(), url, 0))) {
      assertThat(session.context()).isNotInstanceOf(WebServerApplicationContext.class);
      assertThat(session.context().getEnvironment().getProperty("nongchao.background"))
          .isEqualTo("false");
      assertThat(session.context().containsBean("errorPages"))
          .as("what only answers requests")
          .isFalse();
      assertThat(session.get(PublicLog.class).size()).isZero();
    }
    assertThat(holding()).as("threads that would keep the process").isSubsetOf(before);
  }

  /** Threads that keep a process from ending by itself. */
  private static Set<Thread> holding() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread.isAlive())
        .collect(Collectors.toSet());
  }
}
