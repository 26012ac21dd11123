package cn.nongchao.people.start;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Preparation;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * First passwords for all of a street who have an account and a role, but could not sign in yet.
 */
@Component
@Transactional
public class FirstPasswords {

  private static final int MOST = 200;

  /** Shown this once, to be handed over in person; each is changed at the first sign-in. */
  public record Made(List<First> people) {
    public Made {
      people = List.copyOf(people);
    }
  }

  /** One of them. */
  public record First(String name, String unit, String login, String password) {}

  private record Waiting(UUID id, String name, String unit, String login) {}

  private final JdbcClient jdbc;
  private final PasswordReset passwords;
  private final Clock clock;

  FirstPasswords(JdbcClient jdbc, PasswordReset passwords, Clock clock) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public int missing(Preparation.Within within) {
    return waiting(within.codes()).size();
  }

  /** At most two hundred at once; whoever has one keeps it. */
  public Outcome<Made> make(DivisionCode street, Scope scope) {
    List<First> made = new ArrayList<>();
    for (Waiting one : waiting(List.of(street.value()))) {
      if (passwords.reset(new PersonId(one.id()), scope)
          instanceof Outcome.Done<PasswordReset.Made>(PasswordReset.Made(String password))) {
        made.add(new First(one.name(), one.unit(), one.login(), password));
      }
    }
    return Outcome.done(new Made(made));
  }

  private List<Waiting> waiting(Collection<String> places) {
    return jdbc.sql(
            """
            select p.id, p.name, o.name as unit, p.login from people.persons p
            join people.organisations o on o.id = p.organisation
            where p.active and p.login is not null and p.password_hash is null
              and o.division like any(:places)
              and exists (select 1 from people.grants g where g.person = p.id
                and g.valid_from <= :now and (g.valid_to is null or g.valid_to > :now))
            order by o.sort_key, p.sort_key, p.id limit :most
            """)
        .param("places", places.stream().map(code -> code + "%").toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .param("most", MOST)
        .query(Waiting.class)
        .list();
  }
}
