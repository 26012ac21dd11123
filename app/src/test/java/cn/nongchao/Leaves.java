package cn.nongchao;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where things lie in the public log. */
public final class Leaves {

  private Leaves() {}

  /** Of each thing with this id that is sealed; an entry and a record may share an id. */
  public static List<Long> of(JdbcClient jdbc, UUID id) {
    return jdbc.sql("select index from proof.leaves where subject = ? order by index")
        .param(id)
        .query(Long.class)
        .list();
  }
}
