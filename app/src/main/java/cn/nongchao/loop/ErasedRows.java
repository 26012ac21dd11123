package cn.nongchao.loop;

import cn.nongchao.platform.Keyed;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The row of a loop whose words are erased: sealed anew, since its last entry knew the words. */
@Component
class ErasedRows {

  private final JdbcClient jdbc;
  private final Recent recent;
  private final LoopSeals seals;

  ErasedRows(JdbcClient jdbc, Recent recent, Keyed key) {
    this.jdbc = jdbc;
    this.recent = recent;
    this.seals = new LoopSeals(key);
  }

  /**
   * Takes the words out of the row. One that was not as its last entry left it keeps the old seal,
   * so that the audit goes on naming it.
   *
   * @param facts keys of what people wrote
   */
  void erase(LoopId loop, Set<String> facts) {
    boolean held =
        jdbc.sql("select l.*, " + LoopSeals.OF_ROW + " from loop.loops l where l.id = ? for update")
            .param(loop.value())
            .query((row, n) -> {
              String sealed = row.getString("sealed");
              return sealed == null || sealed.equals(seals.row(row));
            })
            .single();
    jdbc.sql(
            "update loop.loops set title = ?, lat = null, lon = null, facts = facts - ?::text[]"
                + " where id = ?")
        .params(Erasing.TITLE, facts.toArray(String[]::new), loop.value())
        .update();
    if (held) seal(loop);
    recent.forget(loop);
  }

  private void seal(LoopId loop) {
    record Sealed(int version, String row) {}
    Sealed now =
        jdbc.sql("select * from loop.loops where id = ?")
            .param(loop.value())
            .query((row, n) -> new Sealed(row.getInt("version"), seals.row(row)))
            .single();
    jdbc.sql(
            "insert into loop.erased_rows (loop, version, sealed) values (?, ?, ?)"
                + " on conflict (loop, version) do update set sealed = excluded.sealed")
        .params(loop.value(), now.version(), now.row())
        .update();
  }
}
