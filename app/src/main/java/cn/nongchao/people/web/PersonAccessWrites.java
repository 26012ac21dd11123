package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Readers;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.FactorRecovery;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What an administrator does about the ways in of other people; no machine does it for them. */
@Doors
class PersonAccessWrites {

  private static final String PAGE = "/people/{id}";
  private static final String API = "/api/v1/persons/{id}";

  private final PasswordReset passwordReset;
  private final Tokens tokens;
  private final FactorRecovery recovery;

  PersonAccessWrites(PasswordReset passwordReset, Tokens tokens, FactorRecovery recovery) {
    this.recovery = recovery;
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
              + " for your own account.",
      sureZh = "此人的登录和接口令牌立即全部失效，原密码不能再用；通行密钥和其他第二重验证保留。新密码只显示一次。",
      sureEn =
          "Their sessions and API tokens end at once, and the old password is void; passkeys and"
              + " any other second factor stay. The new password is shown once.")
  Outcome<PasswordReset.Made> resetPassword(@On PersonId id, Viewer viewer) {
    return passwordReset.reset(id, Scope.of(viewer));
  }

  /** Why somebody's second factor is to go. */
  record Why(
      @Field(
              zh = "理由",
              en = "Reason",
              hintZh = "如何确认是本人、设备为何不可用",
              hintEn = "How you know them, what became of the device",
              readers = Readers.AUDIT)
          @NotBlank
          @Size(min = 4, max = 200)
          String reason) {}

  @Write(
      name = "factor-recovery-asked",
      zh = "申请恢复第二重验证",
      en = "Ask to recover the person's second factor",
      page = PAGE + "/second-factor/recovery",
      back = PAGE,
      api = "POST " + API + "/second-factor/recovery",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      inPerson = true,
      about =
          "The first of two administrators; another confirms within a day. Asked again, nothing"
              + " changes.",
      doneZh = "已申请，须由另一位管理员在一天内确认",
      doneEn = "Asked; another administrator confirms within a day")
  Outcome<Nothing> askRecovery(@On PersonId id, Why why, Viewer viewer) {
    return recovery.ask(id, why.reason(), viewer.id()).map(done -> new Nothing());
  }

  @Write(
      name = "factor-recovery-confirmed",
      zh = "确认恢复第二重验证",
      en = "Confirm that the person's second factor goes",
      page = PAGE + "/second-factor/recovery/confirm",
      back = PAGE,
      api = "POST " + API + "/second-factor/recovery/confirm",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      inPerson = true,
      about =
          "The second of two administrators, both in office for 72 hours before it was asked. The"
              + " person's second factor, passkeys, sessions and tokens are gone; the password"
              + " stays.",
      sureZh = "此人的验证器、全部通行密钥和恢复码将删除，登录和接口令牌立即失效；密码保留。",
      sureEn =
          "Their authenticator, all passkeys and recovery codes go, sessions and API tokens end at"
              + " once; the password stays.",
      doneZh = "第二重验证已清除，此人可用密码登录并重新设置",
      doneEn = "The second factor is gone; the person signs in by password and sets up another")
  Outcome<Nothing> confirmRecovery(@On PersonId id, Viewer viewer) {
    return recovery.confirm(id, viewer.id()).map(done -> new Nothing());
  }
}
