package cn.nongchao.loop;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether how loops stand is what their entries say. */
@Component
class LoopAudit implements Audited {

  private static final int BATCH = 2000;

  private static final String ROWS =
      """
      select l.id, l.number,
        l.version <> e.version or l.stage <> e.to_stage or e.count <> e.version as differs
      from (select * from loop.loops where id > ? order by id limit ?) l
      left join lateral (
        select max(version) as version, count(*) as count,
          (array_agg(to_stage order by version desc))[1] as to_stage
        from loop.entries where loop = l.id) e on true
      order by l.id
      """;

  private final JdbcClient jdbc;

  LoopAudit(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(UUID id, String number, boolean differs) {}

  private static final String GONE =
      "select e.loop from loop.entries e where e.version = 1"
          + " and not exists (select 1 from loop.loops l where l.id = e.loop)";

  @Override
  public void differing(Consumer<String> told) {
    jdbc.sql(GONE)
        .query(UUID.class)
        .list()
        .forEach(id -> told.accept("loop " + id + " has entries and is gone"));
    UUID last = new UUID(0, 0);
    while (true) {
      List<Row> rows =
          jdbc.sql(ROWS)
              .params(last, BATCH)
              .query((row, n) ->
                  new Row(
                      row.getObject("id", UUID.class),
                      row.getString("number"),
                      !Boolean.FALSE.equals(row.getObject("differs", Boolean.class))))
              .list();
      if (rows.isEmpty()) return;
      for (Row row : rows) {
        if (row.differs())
          told.accept("loop " + row.number() + " does not stand as its entries say");
      }
      last = rows.getLast().id();
    }
  }
}
