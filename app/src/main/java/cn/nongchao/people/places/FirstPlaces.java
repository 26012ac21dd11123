package cn.nongchao.people.places;

import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Sought;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts the places that come with the product into an empty tree, so that nobody has to look for
 * them; and lets places of an older version be found by their sound.
 */
@Component
@DependsOn("migrations")
class FirstPlaces implements InitializingBean {

  private static final int BATCH = 1000;

  private final Settings settings;
  private final JdbcClient jdbc;
  private final DivisionTree tree;

  FirstPlaces(Settings settings, JdbcClient jdbc, DivisionTree tree) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.tree = tree;
  }

  @Override
  public void afterPropertiesSet() {
    boolean empty =
        jdbc.sql("select not exists (select 1 from people.divisions)")
            .query(Boolean.class)
            .single();
    if (empty && !settings.demo()) { // a demo brings its own
      tree.put(Objects.requireNonNull(ShippedDivisions.read("hangzhou")));
    }
    while (fill() == BATCH) {
      // until none is left without
    }
  }

  private int fill() {
    record Named(String code, String name) {}
    List<Named> some =
        jdbc.sql("select code, name from people.divisions where sought = '' limit " + BATCH)
            .query(Named.class)
            .list();
    jdbc.sql(
            "update people.divisions set sought = found.sought"
                + " from unnest(?::text[], ?::text[]) as found (code, sought)"
                + " where people.divisions.code = found.code")
        .params(
            some.stream().map(Named::code).toArray(String[]::new),
            some.stream().map(one -> Sought.of(one.name())).toArray(String[]::new))
        .update();
    return some.size();
  }
}
