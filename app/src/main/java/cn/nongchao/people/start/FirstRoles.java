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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Gives the roles of a street to people at once, where each is usually held. */
@Component
@Transactional
public class FirstRoles {

  private final Grants grants;
  private final People people;

  FirstRoles(Grants grants, People people) {
    this.grants = grants;
    this.people = people;
  }

  /** What a street asks for: a row for each role that nobody holds. */
  static RolesWish missing(DivisionCode street, List<Role> roles) {
    return new RolesWish(street, roles.stream().map(role -> new Holder(role, null)).toList());
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
