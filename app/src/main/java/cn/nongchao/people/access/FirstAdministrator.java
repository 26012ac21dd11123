package cn.nongchao.people.access;

import cn.nongchao.launch.FirstWords;
import cn.nongchao.people.Audit;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Pinyin;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Sought;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the one administrator of a new installation, whose random password is printed once. A demo
 * has its own accounts.
 */
@Component
@ConditionalOnWebApplication // a command has no terminal to show the password on
@DependsOn("migrations")
class FirstAdministrator implements InitializingBean, FirstWords {

  private final Settings settings;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;
  private @Nullable String password;

  FirstAdministrator(
      Settings settings,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Passwords passwords,
      Audit audit,
      Clock clock) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void afterPropertiesSet() {
    if (settings.demo()) return;
    transaction.executeWithoutResult(status -> {
      // Two nodes starting at once on a new database: the second waits, then sees the first's.
      jdbc.sql("lock table people.grants in share row exclusive mode").update();
      boolean fresh =
          jdbc.sql("select not exists (select 1 from people.persons)")
              .query(Boolean.class)
              .single();
      if (fresh) password = make();
    });
  }

  private static final String NAME = "管理员";

  private String make() {
    PersonId person = PersonId.next();
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            "insert into people.persons (id, name, login, created_at, sought, sort_key)"
                + " values (?, ?, 'admin', ?, ?, ?)")
        .params(person.value(), NAME, now, Sought.ofPerson(NAME), Pinyin.personKey(NAME))
        .update();
    jdbc.sql(
            "insert into people.grants (id, person, role, division, valid_from)"
                + " values (?, ?, ?, '', ?)")
        .params(Ids.next(), person.value(), PeopleRoles.ADMINISTRATOR, now)
        .update();
    String made = passwords.reset(person); // printed, so it is changed at the first sign-in
    audit.record("first-administrator-made", null, person.toString(), Map.of());
    return made;
  }

  @Override
  public List<String> take() {
    String made = password;
    password = null;
    return made == null ? List.of() : List.of("Administrator: admin  password: " + made);
  }
}
