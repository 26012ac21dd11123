package cn.nongchao;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tests in a second application that also has what only tests declare: a kind of loop, writes, a
 * role. It is started with the first of them and shared by all; elsewhere none of it is there.
 */
public abstract class LendingApp {

  private static final class Started {
    static final ConfigurableApplicationContext CONTEXT =
        RunningApp.start("--spring.profiles.active=lending");
  }

  @BeforeAll
  static void opens() {
    RunningApp.instead(Started.CONTEXT);
  }

  @AfterAll
  static void closes() {
    RunningApp.instead(null);
  }
}
