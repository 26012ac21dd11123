package cn.nongchao.people;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Sought;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Organisations as other systems' files speak of them: by name. */
@Component
@Transactional
public class OrganisationNames {

  private final JdbcClient jdbc;
  private final Ledger ledger;

  OrganisationNames(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  @Transactional(readOnly = true)
  public boolean isKnown(String name) {
    return jdbc.sql("select count(*) from people.organisations where name = ? and active")
            .param(name.strip())
            .query(Long.class)
            .single()
        > 0;
  }

  /** The organisation of this name, entered as a department of the place where there is none. */
  public OrganisationId department(String name, DivisionCode division) {
    String known = name.strip();
    return jdbc
        .sql("select id from people.organisations where name = ? and active order by id")
        .param(known)
        .query(UUID.class)
        .stream()
        .findFirst()
        .map(OrganisationId::new)
        .orElseGet(() -> enter(known, division));
  }

  private OrganisationId enter(String name, DivisionCode division) {
    UUID id = Ids.next();
    jdbc.sql(
            "insert into people.organisations (id, name, kind, division, sought, sort_key)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, name, "department", division.value(), Sought.of(name), Pinyin.key(name))
        .update();
    ledger.wrote(PeopleTables.ORGANISATIONS, id);
    return new OrganisationId(id);
  }
}
