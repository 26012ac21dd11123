package cn.nongchao.people.start;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonCard;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Role;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.start.RolesWish.Holder;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Gives the roles of a street to people at once, where each is usually held. */
@Component
@Transactional
public class FirstRoles {

  private final Grants grants;
  private final People people;
  private final JdbcClient jdbc;
  private final Clock clock;

  FirstRoles(Grants grants, People people, JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.grants = grants;
    this.people = people;
  }

  /**
   * What a street asks for: a row for each role that nobody holds, with whoever's post there is
   * called like it.
   */
  RolesWish missing(DivisionCode street, List<Role> roles) {
    List<Post> posts =
        jdbc.sql(
                """
                select p.id, t.title from people.posts t
                join people.persons p on p.id = t.person and p.active
                join people.organisations o on o.id = p.organisation
                where o.division like :street and t.valid_from <= :now
                  and (t.valid_to is null or t.valid_to > :now)
                order by p.sort_key, p.id limit 1000
                """)
            .param("street", street.value() + "%")
            .param("now", Timestamp.from(clock.instant()))
            .query((row, n) ->
                new Post(new PersonId(row.getObject("id", UUID.class)), row.getString("title")))
            .list();
    return new RolesWish(
        street, roles.stream().map(role -> new Holder(role, likely(role, posts))).toList());
  }

  private record Post(PersonId person, String title) {}

  private static @Nullable PersonId likely(Role role, List<Post> posts) {
    return posts.stream()
        .filter(post ->
            post.title().contains(role.title().zh())
                || role.aliases().stream().anyMatch(post.title()::contains))
        .map(Post::person)
        .findFirst()
        .orElse(null);
  }

  /**
   * All or none; a role that somebody holds already is not given again.
   *
   * @return how many were given
   */
  public Outcome<Integer> give(RolesWish wish, Scope scope) {
    List<Refusal> wrong = new ArrayList<>();
    int given = 0;
    for (int i = 0; i < wish.holders().size(); i++) {
      Holder holder = wish.holders().get(i);
      PersonId person = holder.person();
      PersonCard card = person == null ? null : people.card(person).orElse(null);
      if (person == null || card == null || card.roles().contains(holder.role().name())) continue;
      NewGrant grant = grant(holder.role(), wish.street(), card.organisation());
      if (grant == null) {
        wrong.add(
            Refusal.field(
                "holders/" + i + "/person",
                "“" + card.name() + "”没有单位，这个角色按单位授予",
                "“" + card.name() + "” has no unit, over which this role is granted"));
      } else if (grants.give(person, grant, scope) instanceof Outcome.Refused<UUID> refused) {
        wrong.addAll(refused.reasons());
      } else {
        given++;
      }
    }
    if (wrong.isEmpty()) return Outcome.done(given);
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Outcome.refused(wrong);
  }

  private static @Nullable NewGrant grant(
      Role role, DivisionCode street, @Nullable OrganisationId unit) {
    if (!role.ofUnits()) return NewGrant.of(role, street, null);
    return unit == null ? null : NewGrant.of(role, null, unit);
  }
}
