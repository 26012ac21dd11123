package cn.nongchao.proof;

import cn.nongchao.form.OtherIds;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Acts and other records are sealed under ids of their own, and acts are told in codes. */
@Component
class RecordIds implements OtherIds {

  private final JdbcClient jdbc;

  RecordIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isTaken(UUID id) {
    return jdbc.sql(
            "select exists (select 1 from proof.records where id = :id)"
                + " or exists (select 1 from proof.codes where act = :id)"
                + " or exists (select 1 from proof.ratings where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }
}
