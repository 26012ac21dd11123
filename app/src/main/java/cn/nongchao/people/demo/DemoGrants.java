package cn.nongchao.people.demo;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Roles;
import cn.nongchao.people.register.Grants;
import cn.nongchao.people.register.NewGrant;
import cn.nongchao.people.register.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives demo people roles, over what the roles allow. */
@Component
record DemoGrants(Grants grants, Roles roles) {

  void give(
      PersonId person, String role, @Nullable DivisionCode place, @Nullable OrganisationId over) {
    NewGrant grant = NewGrant.of(roles.find(role).orElseThrow(), place, over);
    if (!grant.unfit().isEmpty()) throw new IllegalStateException(grant.unfit().toString());
    grants.give(person, grant, Scope.system()).orThrow();
  }
}
