package cn.nongchao.cases;

import cn.nongchao.loop.Audited;
import cn.nongchao.loop.EntryTail;
import cn.nongchao.loop.LoopId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was reported in words: its digest stands in the opening's entry and is sealed with it. */
@Component
class EventWords implements Audited {

  /** In the data of an opening. */
  static final String DIGEST = "words";

  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final EntryTail tail;

  EventWords(JdbcClient jdbc, EntryTail tail) {
    this.jdbc = jdbc;
    this.tail = tail;
  }

  static String digest(LoopId event, String words) {
    return Digests.hex(Digests.sha256(event + "\n" + words.strip()));
  }

  private record Row(UUID id, String words) {}

  @Override
  public void differing(Consumer<String> told) {
    UUID last = new UUID(0, 0);
    while (true) {
      List<Row> rows =
          jdbc.sql("select id, words from cases.events where id > ? order by id limit ?")
              .params(last, BATCH)
              .query(Row.class)
              .list();
      if (rows.isEmpty()) return;
      Map<UUID, Object> sealed = new HashMap<>();
      for (var opening : tail.find(rows.stream().map(Row::id).toList())) {
        Object digest = opening.entry().data().get(DIGEST);
        if (digest != null) sealed.put(opening.entry().id(), digest);
      }
      for (Row row : rows) {
        Object digest = sealed.get(row.id());
        if (digest != null && !digest.equals(digest(new LoopId(row.id()), row.words()))) {
          told.accept("the words of event " + row.id() + " are not those reported");
        }
      }
      last = rows.getLast().id();
    }
  }
}
