package cn.nongchao.people;

import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Sought;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Organisations as other systems' files speak of them: by name. */
@Component
@Transactional
public class OrganisationNames {

  /** The active one of a name, or the one that a unit made for such a file was merged into. */
  private static final String KNOWN =
      """
      select o.id from people.organisations o where o.name = ? and o.active
      union all
      select into_.id from people.organisations o
        join people.imported_units u on u.organisation = o.id
        join people.organisations into_ on into_.id = u.merged_into and into_.active
        where o.name = ? and not o.active
      order by 1
      """;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  OrganisationNames(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public boolean isKnown(String name) {
    String known = name.strip();
    return !jdbc.sql(KNOWN).params(known, known).query(UUID.class).list().isEmpty();
  }

  /**
   * The organisation of this name; where there is none, one is entered as a department of the place
   * and marked as imported.
   *
   * @param source the system whose file names it
   */
  public OrganisationId department(String name, DivisionCode division, String source) {
    String known = name.strip();
    return jdbc.sql(KNOWN).params(known, known).query(UUID.class).list().stream()
        .findFirst()
        .map(OrganisationId::new)
        .orElseGet(() -> enter(known, division, source));
  }

  private OrganisationId enter(String name, DivisionCode division, String source) {
    UUID id = Ids.next();
    jdbc.sql(
            "insert into people.organisations (id, name, kind, division, sought, sort_key)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, name, "department", division.value(), Sought.of(name), Pinyin.key(name))
        .update();
    ledger.wrote(PeopleTables.ORGANISATIONS, id);
    jdbc.sql("insert into people.imported_units (organisation, source, at) values (?, ?, ?)")
        .params(id, source, Timestamp.from(clock.instant()))
        .update();
    return new OrganisationId(id);
  }
}
