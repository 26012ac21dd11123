package cn.nongchao;

import cn.nongchao.launch.FirstWords;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests of an installation that has nothing but what comes with the product. */
public abstract class EmptyApp {

  private static final class Started {
    static final ConfigurableApplicationContext CONTEXT = RunningApp.startEmpty();
    static final List<String> WORDS =
        CONTEXT.getBeansOfType(FirstWords.class).values().stream()
            .flatMap(words -> words.take().stream())
            .toList();
  }

  @BeforeAll
  static void opens() {
    RunningApp.instead(Started.CONTEXT);
  }

  @AfterAll
  static void closes() {
    RunningApp.instead(null);
  }

  /** As the terminal shows it once. */
  protected static String firstPassword() {
    String line =
        Started.WORDS.stream().filter(one -> one.contains("password")).findFirst().orElseThrow();
    return line.substring(line.lastIndexOf(' ') + 1);
  }
}
