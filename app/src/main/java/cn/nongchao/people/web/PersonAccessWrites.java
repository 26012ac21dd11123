package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import java.util.UUID;

/** What an administrator does about the ways in of other people; no machine does it for them. */
@Doors
class PersonAccessWrites {

  private static final String PAGE = "/people/{id}";
  private static final String API = "/api/v1/persons/{id}";

  private final PasswordReset passwordReset;
  private final Tokens tokens;

  PersonAccessWrites(PasswordReset passwordReset, Tokens tokens) {
    this.passwordReset = passwordReset;
    this.tokens = tokens;
  }

  @Write(
      name = "person-token-revoked",
      zh = "撤销",
      en = "Revoke the person's token",
      page = PAGE + "/tokens/{token}/revoke",
      back = PAGE,
      api = "POST " + API + "/tokens/{token}/revoke",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      inPerson = true,
      about = "It stops working at once; revoked before, it stays as it is.",
      doneZh = "令牌已撤销，立即失效",
      doneEn = "The token is revoked and no longer works")
  Outcome<Tokens.Token> revokeToken(@On PersonId id, UUID token, Viewer viewer) {
    return tokens.revoke(id, token, viewer.id());
  }

  // Or a token could make itself another administrator, and outlive its own end.
  @Write(
      name = "password-reset",
      zh = "重设密码",
      en = "Make a new password",
      page = PAGE + "/password",
      back = PAGE,
      api = "POST " + API + "/password",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      inPerson = true,
      shown = true,
      about =
          "A random one. Their sessions and tokens end, and they choose another on the first"
              + " sign-in. Sent twice, the password of the later answer is the one that works. Not"
              + " for your own account.")
  Outcome<PasswordReset.Made> resetPassword(@On PersonId id, Viewer viewer) {
    return passwordReset.reset(id, Scope.of(viewer));
  }
}
