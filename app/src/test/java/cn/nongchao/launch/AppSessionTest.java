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

  @Test
  void aRefusalOfAModuleIsToldInBothLanguages() {
    StartRefused refused =
        new StartRefused("密钥不能用 %", "the keys cannot be used %") {
          private static final long serialVersionUID = 1L;
        };
    assertThat(refused.explained()).hasMessage("the keys cannot be used %");
    assertThat(Console.words("%2$s", "%1$s", "the keys cannot be used %", "密钥不能用 %"))
        .isEqualTo(refused.explained().toString());
  }

  /** Threads that keep a process from ending by itself. */
  private static Set<Thread> holding() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread.isAlive())
        .collect(Collectors.toSet());
  }
}
