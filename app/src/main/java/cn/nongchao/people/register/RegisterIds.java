package cn.nongchao.people.register;

import cn.nongchao.form.OtherIds;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whoever and whatever stands in the register. */
@Component
class RegisterIds implements OtherIds {

  private final JdbcClient jdbc;

  RegisterIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isTaken(UUID id) {
    return jdbc.sql(
            "select exists (select 1 from people.persons where id = :id)"
                + " or exists (select 1 from people.organisations where id = :id)"
                + " or exists (select 1 from people.posts where id = :id)"
                + " or exists (select 1 from people.grants where id = :id)"
                + " or exists (select 1 from people.qualifications where id = :id)"
                + " or exists (select 1 from people.transfers where id = :id)"
                + " or exists (select 1 from people.imports where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }
}
