package cn.nongchao;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A Spring test with a database. Classes of the same settings share the application and the
 * database, so that a test uses names of its own and leans on nothing else being there.
 */
public abstract class OnDatabase {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }
}
