package cn.nongchao.loop;

import cn.nongchao.form.OtherIds;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loops, their entries, and files. */
@Component
class LoopIds implements OtherIds {

  private final JdbcClient jdbc;

  LoopIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isTaken(UUID id) {
    return jdbc.sql(
            "select exists (select 1 from loop.loops where id = :id)"
                + " or exists (select 1 from loop.entries where id = :id)"
                + " or exists (select 1 from loop.evidence where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }
}
