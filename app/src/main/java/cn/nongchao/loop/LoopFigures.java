package cn.nongchao.loop;

import cn.nongchao.platform.Figure;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of loops is counted for whoever watches the server. */
@Configuration
class LoopFigures {

  @Bean
  Figure openLoops(JdbcClient jdbc, LifeCycles lives) {
    return Figure.by(
        "kind",
        "loops_open",
        "Loops that are open now.",
        () -> {
          Map<String, Long> open = new TreeMap<>();
          lives.all().forEach(life -> open.put(life.kind(), 0L));
          jdbc.sql("select kind, count(*) from loop.loops where closed_at is null group by kind")
              .query(row -> {
                open.put(row.getString(1), row.getLong(2));
              });
          return open;
        });
  }

  @Bean
  Figure photosWaiting(Darkroom darkroom) {
    return Figure.one(
        "photos_waiting", "Photos that wait to be decoded on this node.", darkroom::waiting);
  }
}
