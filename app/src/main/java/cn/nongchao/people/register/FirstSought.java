package cn.nongchao.people.register;

import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Sought;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets people and organisations that an older version entered be found and sorted by their sound.
 */
@Component
@DependsOn("migrations")
class FirstSought implements InitializingBean {

  private static final int BATCH = 1000;

  private final JdbcClient jdbc;

  FirstSought(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    while (fill("persons", Sought::ofPerson, Pinyin::personKey) == BATCH) {
      // until nobody is left without
    }
    while (fill("organisations", Sought::of, Pinyin::key) == BATCH) {
      // until none is
    }
  }

  private int fill(String table, UnaryOperator<String> sought, UnaryOperator<String> sortKey) {
    record Named(UUID id, String name) {}
    List<Named> some =
        jdbc.sql(
                "select id, name from people.%s where sought = '' limit %d".formatted(table, BATCH))
            .query(Named.class)
            .list();
    jdbc.sql(
            """
            update people.%1$s set sought = found.sought, sort_key = found.sort_key
            from unnest(?::uuid[], ?::text[], ?::text[]) as found (id, sought, sort_key)
            where people.%1$s.id = found.id
            """
                .formatted(table))
        .params(
            some.stream().map(Named::id).toArray(UUID[]::new),
            some.stream().map(one -> sought.apply(one.name())).toArray(String[]::new),
            some.stream().map(one -> sortKey.apply(one.name())).toArray(String[]::new))
        .update();
    return some.size();
  }
}
