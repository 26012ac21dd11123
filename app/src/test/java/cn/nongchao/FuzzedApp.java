package cn.nongchao;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tests in an application of its own that nobody else stands on: what they send may well succeed,
 * and end a person, a street or a calendar.
 */
public abstract class FuzzedApp {

  private static final class Started {
    static final ConfigurableApplicationContext CONTEXT = RunningApp.start();
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
